package dev.fenceline.app.authoring;

import dev.fenceline.app.workspace.EventText;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.TimeRange;
import dev.fenceline.app.workspace.Timecode;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.schema.EventSchema;
import dev.fenceline.lesson.Landmark;
import dev.fenceline.lesson.Lesson;
import dev.fenceline.lesson.LessonOnRun;
import dev.fenceline.lesson.LessonStep;
import dev.fenceline.lesson.NamedEvent;
import dev.fenceline.lesson.Played;
import dev.fenceline.lesson.Pointer;
import dev.fenceline.lesson.View;
import dev.fenceline.scenario.setting.Moment;
import dev.fenceline.session.SessionNote;
import dev.fenceline.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes steps of notes and of what is selected in a session. Moments are landmarks where an event
 * is there to name them, otherwise times of the session.
 */
final class StepMaker {
  private static final int TITLE_WORDS_MAX = 6;
  private static final long AROUND_NANOS = 2_000_000_000;
  private static final long NEAR_NANOS = 1_000_000_000;

  private final OpenSession session;
  private final Timeline timeline;
  private final List<Landmark> landmarks;

  /**
   * Creates a maker of steps.
   *
   * @param landmarks those of the lesson, to which new ones are added
   */
  StepMaker(OpenSession session, List<Landmark> landmarks) {
    this.session = session;
    this.timeline = session.timeline();
    this.landmarks = landmarks;
  }

  /** Returns a step with the text of a note, at its moment or range. */
  DraftStep ofNote(SessionNote note) {
    String lane = note.lane().isEmpty() ? null : note.lane();
    Moment from = moment(note.nanos(), lane);
    Moment to = note.isRange() ? moment(note.toNanos(), lane) : null;
    return step(title(note.text()), note.text(), lane, from, to, null);
  }

  /** Returns a step about an event, whose details it selects. */
  DraftStep ofEvent(Event event) {
    String lane = event.lane().toString();
    Optional<Landmark> landmark = landmark(event);
    Moment at =
        landmark
            .map(it -> new Moment(it.name(), 0, 0))
            .orElseGet(() -> new Moment(null, event.nanos(), 0));
    String what = "%s on %s.".formatted(EventText.title(event), EventText.where(event.lane()));
    return step(
        EventText.title(event), what, lane, at, null, landmark.map(Landmark::name).orElse(null));
  }

  /** Returns a step about the moment of the playhead, on all lanes. */
  DraftStep ofPlayhead() {
    long nanos = session.playheadNanos().get();
    return step("At " + new Timecode(nanos).seconds(), "", null, moment(nanos, null), null, null);
  }

  /** Returns a step about a range of time on all lanes. */
  DraftStep ofRange(TimeRange range) {
    return step(
        "From %s to %s"
            .formatted(
                new Timecode(range.fromNanos()).seconds(), new Timecode(range.toNanos()).seconds()),
        "",
        null,
        moment(range.fromNanos(), null),
        moment(range.toNanos(), null),
        null);
  }

  private DraftStep step(
      String title,
      String text,
      @Nullable String lane,
      Moment from,
      @Nullable Moment to,
      @Nullable String select) {
    return new DraftStep(
        new LessonStep(
            title,
            text,
            null,
            to == null ? from : to,
            null,
            view(from, to == null ? from : to),
            new Pointer(lane, from, to, null),
            null,
            select,
            null,
            null,
            ""));
  }

  /** Returns what the lanes show now, if the moments are in it; otherwise the time around them. */
  private View view(Moment from, Moment to) {
    long begin = nanos(from);
    long end = nanos(to);
    TimeRange visible = session.visible().get();
    boolean isVisible = visible.fromNanos() <= begin && end <= visible.toNanos();
    long left = isVisible ? visible.fromNanos() : Math.max(0, begin - AROUND_NANOS);
    long right = isVisible ? visible.toNanos() : Math.min(timeline.endNanos(), end + AROUND_NANOS);
    return new View(
        DraftStep.shifted(from, left - begin), DraftStep.shifted(to, right - end), List.of());
  }

  /**
   * Returns the time of a moment in the session.
   *
   * @throws IllegalStateException if it is not in the session
   */
  long nanos(Moment moment) {
    Lesson named = new Lesson("", "", "", 1, Played.own(), null, landmarks, List.of());
    return new LessonOnRun(named, timeline).nanos(moment);
  }

  /**
   * Returns a time of the session as a moment: an event at that time, or next to the last event
   * before it, if its kind and lane alone name it.
   *
   * @param lane the lane of the event; null for any
   */
  Moment moment(long nanos, @Nullable String lane) {
    Lane of = lane == null ? null : Lane.parse(lane);
    List<Event> candidates = new ArrayList<>();
    int next = (int) session.firstAfter(nanos) - 1;
    for (int i = next - 1; i >= 0 && timeline.nanos(i) >= nanos - NEAR_NANOS; i--) {
      boolean isLater = !candidates.isEmpty() && timeline.nanos(i) < candidates.getFirst().nanos();
      if (isLater) {
        break;
      }
      if (of == null || of.equals(timeline.lane(i))) {
        candidates.addFirst(timeline.event(i));
      }
    }
    return candidates.stream()
        .min(Comparator.comparingInt(this::conditions))
        .filter(event -> event.nanos() == nanos || conditions(event) == 0)
        .flatMap(
            event -> landmark(event).map(it -> new Moment(it.name(), nanos - event.nanos(), 0)))
        .orElseGet(() -> new Moment(null, nanos, 0));
  }

  /** Returns how many fields are needed to tell an event from others. */
  private int conditions(Event event) {
    return NamedEvent.of(timeline, event, "it")
        .map(it -> it.with().all().size())
        .orElse(Integer.MAX_VALUE);
  }

  private Optional<Landmark> landmark(Event event) {
    String kind = EventSchema.kind(event.detail());
    Optional<Landmark> found = NamedEvent.of(timeline, event, kind);
    Optional<Landmark> known =
        found.flatMap(it -> landmarks.stream().filter(each -> isSame(each, it)).findFirst());
    if (known.isPresent() || found.isEmpty()) {
      return known;
    }
    String name = kind;
    for (int number = 2; isTaken(name); number++) {
      name = kind + "-" + number;
    }
    Optional<Landmark> named = NamedEvent.of(timeline, event, name);
    named.ifPresent(landmarks::add);
    return named;
  }

  private boolean isTaken(String name) {
    return landmarks.stream().anyMatch(each -> each.name().equals(name));
  }

  private static boolean isSame(Landmark one, Landmark other) {
    return one.pattern().equals(other.pattern())
        && one.which() == other.which()
        && one.after() == null;
  }

  private static String title(String text) {
    String[] words = text.strip().split("\\s+");
    String title = Stream.of(words).limit(TITLE_WORDS_MAX).collect(Collectors.joining(" "));
    return words.length > TITLE_WORDS_MAX ? title + "\u2026" : title.replaceAll("[.!?]$", "");
  }
}
