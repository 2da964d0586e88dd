package dev.fenceline.app.authoring;

import dev.fenceline.lesson.LessonStep;
import dev.fenceline.lesson.Pointer;
import dev.fenceline.lesson.View;
import dev.fenceline.scenario.setting.Moment;
import dev.fenceline.scenario.setting.MomentText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.InvalidationListener;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * A step of a lesson as it is being written; it may be incomplete. Moments are texts, such as
 * {@code ccr-issued + 20 ms}; empty for none.
 */
final class DraftStep {
  /** How long before the moment of a step its question is asked. */
  private static final long BEFORE_NANOS = 20_000_000;

  /** To what long distances from an event are rounded. */
  private static final long ROUND_NANOS = 1_000_000;

  private final LessonStep origin;
  private final StringProperty title;
  private final StringProperty text;
  private final StringProperty notes;
  private final StringProperty at;
  private final StringProperty playTo;
  private final StringProperty viewFrom;
  private final StringProperty viewTo;
  private final StringProperty lane;
  private final StringProperty from;
  private final StringProperty to;
  private final DraftQuestion question;

  /** Creates a draft of a step. What this page does not show of the step is kept. */
  DraftStep(LessonStep origin) {
    this.origin = origin;
    View view = origin.view();
    Pointer points = origin.points();
    title = new SimpleStringProperty(origin.title());
    text = new SimpleStringProperty(origin.text());
    notes = new SimpleStringProperty(origin.notes());
    at = moment(origin.at());
    playTo = moment(origin.playTo());
    viewFrom = moment(view == null ? null : view.from());
    viewTo = moment(view == null ? null : view.to());
    String of = points == null ? null : points.lane();
    lane = new SimpleStringProperty(of == null ? "" : of);
    from = moment(points == null ? null : points.from());
    to = moment(points == null ? null : points.to());
    question = new DraftQuestion(origin.question());
    question.kind().subscribe((before, _) -> asked(before));
  }

  /**
   * Makes the replay stop before what the step points at when the step begins to ask, so that the
   * answer is not visible, and play on to there afterwards.
   */
  private void asked(DraftQuestion.Kind before) {
    if (before != DraftQuestion.Kind.NONE || !playTo.get().isBlank() || at.get().isBlank()) {
      return;
    }
    try {
      Moment shown = MomentText.read(from.get().isBlank() ? at.get() : from.get());
      playTo.set(at.get());
      at.set(MomentText.of(shifted(shown, -BEFORE_NANOS)));
    } catch (IllegalArgumentException incomplete) {
      // The moments are being written; their own messages say what is wrong.
      return;
    }
  }

  private static StringProperty moment(@Nullable Moment moment) {
    return new SimpleStringProperty(moment == null ? "" : MomentText.of(moment));
  }

  /** Returns a moment that is earlier or later, but not before the session begins. */
  static Moment shifted(Moment moment, long byNanos) {
    long offset = moment.offsetNanos() + byNanos;
    boolean isRound = Math.abs(offset) > 10 * ROUND_NANOS;
    long rounded = isRound ? offset / ROUND_NANOS * ROUND_NANOS : offset;
    return new Moment(moment.anchor(), moment.anchor() == null ? Math.max(0, rounded) : rounded, 0);
  }

  StringProperty title() {
    return title;
  }

  StringProperty text() {
    return text;
  }

  StringProperty notes() {
    return notes;
  }

  StringProperty at() {
    return at;
  }

  StringProperty playTo() {
    return playTo;
  }

  StringProperty viewFrom() {
    return viewFrom;
  }

  StringProperty viewTo() {
    return viewTo;
  }

  StringProperty lane() {
    return lane;
  }

  StringProperty from() {
    return from;
  }

  StringProperty to() {
    return to;
  }

  DraftQuestion question() {
    return question;
  }

  /** Returns how many words the text has. */
  int words() {
    return text.get().isBlank() ? 0 : text.get().strip().split("\\s+").length;
  }

  /** Returns the values of all that can be changed. */
  List<Kept<?>> values() {
    List<Kept<?>> values = new ArrayList<>(question.values());
    Stream.of(title, text, notes, at, playTo, viewFrom, viewTo, lane, from, to)
        .forEach(each -> values.add(Kept.of(each)));
    return values;
  }

  /** Listens to all that can be changed. */
  void listen(InvalidationListener listener) {
    Stream.of(title, text, notes, at, playTo, viewFrom, viewTo, lane, from, to)
        .forEach(each -> each.addListener(listener));
    question.listen(listener);
  }

  /**
   * Returns the step.
   *
   * @throws IllegalArgumentException if something is missing or wrong; the message says what
   */
  LessonStep build() {
    if (title.get().isBlank()) {
      throw new IllegalArgumentException("it has no title");
    }
    if (text.get().isBlank()) {
      throw new IllegalArgumentException("it has no text");
    }
    if (words() > LessonStep.WORDS_MAX) {
      throw new IllegalArgumentException(
          "its text has %d words; at most %d fit".formatted(words(), LessonStep.WORDS_MAX));
    }
    return new LessonStep(
        title.get().strip(),
        text.get().strip(),
        origin.plays(),
        read(at),
        read(playTo),
        view(),
        points(),
        origin.beside(),
        origin.select(),
        question.build(),
        origin.exercise(),
        notes.get().strip());
  }

  private static @Nullable Moment read(StringProperty moment) {
    return moment.get().isBlank() ? null : MomentText.read(moment.get());
  }

  private @Nullable View view() {
    Moment begin = read(viewFrom);
    Moment end = read(viewTo);
    if (begin == null && end == null) {
      return null;
    }
    if (begin == null || end == null) {
      throw new IllegalArgumentException("the times that it shows need a beginning and an end");
    }
    return new View(begin, end, origin.view() == null ? List.of() : origin.view().lanes());
  }

  private @Nullable Pointer points() {
    if (origin.points() != null && origin.points().control() != null) {
      return origin.points();
    }
    Moment begin = read(from);
    Moment end = read(to);
    String of = lane.get().isBlank() ? null : lane.get().strip();
    return begin == null && end == null && of == null ? null : new Pointer(of, begin, end, null);
  }
}
