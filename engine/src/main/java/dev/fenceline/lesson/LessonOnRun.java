package dev.fenceline.lesson;

import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.lesson.Placement.Stretch;
import dev.fenceline.scenario.setting.Moment;
import dev.fenceline.scenario.setting.MomentText;
import dev.fenceline.scenario.setting.TimeText;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.verify.EventSearch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds the moments and lanes of a lesson on a run, and says what does not fit. Each landmark is
 * sought once. A step that plays something else needs another one of these.
 */
public final class LessonOnRun {
  /** The anchor that means the end of the run. */
  public static final String END = "end";

  private final Lesson lesson;
  private final Timeline timeline;
  private final Map<String, Integer> found = new HashMap<>();

  public LessonOnRun(Lesson lesson, Timeline timeline) {
    this.lesson = lesson;
    this.timeline = timeline;
  }

  /** Returns what of a lesson does not fit a run, a sentence for each, with the step. */
  public static List<String> misfits(Lesson lesson, Timeline timeline) {
    LessonOnRun run = new LessonOnRun(lesson, timeline);
    List<String> all = new ArrayList<>();
    for (int i = 0; i < lesson.steps().size(); i++) {
      LessonStep step = lesson.steps().get(i);
      String place = "Step %d, \"%s\": ".formatted(i + 1, step.title());
      if (lesson.playedAt(i).isOwn()) {
        run.place(step).misfits().forEach(misfit -> all.add(place + misfit));
      }
    }
    return all;
  }

  /**
   * Returns the time of a moment on the run.
   *
   * @throws IllegalStateException if the moment is not in this run; the message says why
   */
  public long nanos(Moment moment) {
    List<String> misfits = new ArrayList<>();
    Long nanos = nanos(moment, misfits);
    if (nanos == null) {
      throw new IllegalStateException(String.join("; ", misfits));
    }
    return nanos;
  }

  /** Returns where a step is on the run. */
  public Placement place(LessonStep step) {
    List<String> misfits = new ArrayList<>();
    Pointer pointer = step.points();
    View view = step.view();
    Question question = step.question();
    String select = step.select();
    Placement placement =
        new Placement(
            inRun(step.at(), misfits),
            inRun(step.playTo(), misfits),
            view == null ? null : stretch(view.from(), view.to(), misfits),
            pointer == null ? null : lane(pointer.lane(), misfits),
            pointer == null || inRun(pointer.from(), misfits) == null
                ? null
                : stretch(pointer.from(), pointer.to(), misfits),
            pointer == null ? null : pointer.control(),
            select == null ? null : event(select, misfits),
            question == null ? null : inRun(question.mark(), misfits),
            List.of());
    return misfits.isEmpty() ? placement : withMisfits(placement, misfits);
  }

  private static Placement withMisfits(Placement of, List<String> misfits) {
    return new Placement(
        of.at(),
        of.playTo(),
        of.view(),
        of.lane(),
        of.points(),
        of.control(),
        of.select(),
        of.mark(),
        misfits.stream().distinct().toList());
  }

  private @Nullable Stretch stretch(
      @Nullable Moment from, @Nullable Moment to, List<String> misfits) {
    Long begin = nanos(from, misfits);
    if (begin == null) {
      return null;
    }
    Long end = to == null ? begin : nanos(to, misfits);
    if (end == null) {
      return null;
    }
    if (end < begin) {
      misfits.add(
          "%s is after %s in this run"
              .formatted(
                  MomentText.of(Objects.requireNonNull(from)),
                  MomentText.of(Objects.requireNonNull(to))));
      return null;
    }
    return new Stretch(begin, end);
  }

  /** Returns the time of a moment that must be in the run. */
  private @Nullable Long inRun(@Nullable Moment moment, List<String> misfits) {
    long end = timeline.endNanos();
    if (moment != null && moment.anchor() == null && moment.offsetNanos() > end) {
      misfits.add(
          "%s is after the end of this run, %s".formatted(MomentText.of(moment), TimeText.of(end)));
      return null;
    }
    return nanos(moment, misfits);
  }

  /** Returns the time of a moment; times outside of the run are moved to its beginning or end. */
  private @Nullable Long nanos(@Nullable Moment moment, List<String> misfits) {
    if (moment == null) {
      return null;
    }
    long end = timeline.endNanos();
    String anchor = moment.anchor();
    if (anchor == null || anchor.equals(END)) {
      return Math.clamp((anchor == null ? 0 : end) + moment.offsetNanos(), 0, end);
    }
    Event event = event(anchor, misfits);
    return event == null ? null : Math.clamp(event.nanos() + moment.offsetNanos(), 0, end);
  }

  private @Nullable Lane lane(@Nullable String name, List<String> misfits) {
    if (name == null) {
      return null;
    }
    Lane lane = Lane.parse(name);
    if (!timeline.lanes().contains(lane)) {
      misfits.add("this run has no lane " + name);
      return null;
    }
    return lane;
  }

  private @Nullable Event event(String landmark, List<String> misfits) {
    int index = index(landmark);
    if (index < 0) {
      misfits.add(missing(landmark));
      return null;
    }
    return timeline.event(index);
  }

  private String missing(String name) {
    Landmark landmark = lesson.landmark(name).orElseThrow();
    String after = landmark.after();
    if (after != null && index(after) < 0) {
      return missing(after);
    }
    return "\"%s\" does not happen in this run: it has no %s%s"
        .formatted(
            name,
            EventSearch.words(landmark.pattern()),
            after == null ? "" : " after \"" + after + "\"");
  }

  /** Returns the index of the event of a landmark, or -1 if there is none. */
  private int index(String name) {
    Integer known = found.get(name);
    if (known != null) {
      return known;
    }
    Landmark landmark = lesson.landmark(name).orElseThrow();
    String after = landmark.after();
    int from = after == null ? 0 : index(after) + 1;
    boolean isSought = after == null || from > 0;
    int index =
        !isSought
            ? -1
            : EventSearch.find(
                timeline, landmark.pattern(), from, landmark.which() == Landmark.Which.LAST);
    found.put(name, index);
    return index;
  }
}
