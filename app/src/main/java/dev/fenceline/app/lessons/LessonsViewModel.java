package dev.fenceline.app.lessons;

import dev.fenceline.app.lessons.Showing.Phase;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.SessionFiles;
import dev.fenceline.app.workspace.TimeRange;
import dev.fenceline.app.workspace.Unfolding;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.lesson.Lesson;
import dev.fenceline.lesson.LessonLibrary;
import dev.fenceline.lesson.LessonOnRun;
import dev.fenceline.lesson.LessonReader;
import dev.fenceline.lesson.LessonStep;
import dev.fenceline.lesson.Placement;
import dev.fenceline.lesson.View;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleLongProperty;
import org.jspecify.annotations.Nullable;

/**
 * Plays one lesson: runs the scenario, shows the run up to where the step stands, asks, plays on,
 * and counts the right answers. Used on the application thread.
 */
final class LessonsViewModel {
  /** How long a step plays, whatever time passes in the run. */
  private static final long PLAY_NANOS = 2_500_000_000L;

  private static final long FRAME_MAX_NANOS = 250_000_000L;

  private final Workspace workspace;
  private final LessonRuns runs;
  private final LessonPreferences preferences;
  private final ReadOnlyObjectWrapper<@Nullable Showing> showing = new ReadOnlyObjectWrapper<>();
  private final LongProperty markNanos = new SimpleLongProperty();
  private final LessonScore score = new LessonScore();
  private final ExerciseCheck exercise;
  private @Nullable Unfolding unfolding;
  private long lastFrameNanos = -1;
  private boolean isPreparing;

  LessonsViewModel(Workspace workspace) {
    this.workspace = workspace;
    this.runs = new LessonRuns(workspace);
    this.preferences = new LessonPreferences(workspace.preferences());
    this.exercise = new ExerciseCheck(workspace);
  }

  /** Returns what the lesson shows; null while no lesson is played. */
  ReadOnlyObjectProperty<@Nullable Showing> showing() {
    return showing.getReadOnlyProperty();
  }

  /** Returns the time that the learner is about to mark. */
  LongProperty markNanos() {
    return markNanos;
  }

  /** Returns the answers so far. */
  LessonScore score() {
    return score;
  }

  /** Returns what was found of the learner's last run in an exercise, as a sentence. */
  ReadOnlyStringProperty exerciseResult() {
    return exercise.result();
  }

  /** Reads the lesson of a file and starts it. */
  void open(Path file) {
    workspace
        .jobs()
        .start(
            "Reading " + file.getFileName(),
            _ -> LessonReader.read(file),
            this::start,
            error ->
                workspace
                    .messages()
                    .problem(SessionFiles.problem("The lesson cannot be read", file, error)));
  }

  /** Starts a lesson at its first step. */
  void start(Lesson lesson) {
    leave();
    score.clear();
    preferences.keep();
    goTo(lesson, 0);
  }

  /** Goes to a step. What it plays is run first if that has not been done. */
  private void goTo(Lesson lesson, int index) {
    if (isPreparing) {
      return;
    }
    isPreparing = true;
    runs.with(
        lesson.playedAt(index),
        all -> {
          isPreparing = false;
          show(lesson, index, all);
        });
  }

  private void show(Lesson lesson, int index, OpenSession all) {
    Unfolding now = unfolding;
    if (now == null || now.all() != all) {
      if (now != null) {
        now.finish();
      }
      now = new Unfolding(workspace, all);
      unfolding = now;
    }
    LessonStep step = lesson.steps().get(index);
    Placement placement = new LessonOnRun(lesson, all.timeline()).place(step);
    Long at = placement.at();
    OpenSession before = now.shown();
    OpenSession shown =
        now.tellTo(at != null ? at : before == null ? 0 : before.playheadNanos().get());
    look(step.view(), placement, shown);
    Phase phase =
        step.question() != null
            ? Phase.ASKING
            : placement.playTo() == null ? Phase.READING : Phase.PLAYING;
    markNanos.set(shown.visible().get().fromNanos());
    enter(new Showing(lesson, index, placement, phase, 0, null));
    exercise.follow(
        step.exercise(), step.exercise() == null ? null : lesson.playedAt(index).toRun());
  }

  private void look(@Nullable View view, Placement placement, OpenSession session) {
    Placement.Stretch times = placement.view();
    if (view != null && times != null) {
      preferences.show(view);
      session.visible().set(new TimeRange(times.fromNanos(), times.toNanos()));
    }
  }

  private void enter(Showing next) {
    lastFrameNanos = -1;
    OpenSession session = unfolding == null ? null : unfolding.shown();
    if (next.phase() == Phase.READING && session != null) {
      if (next.placement().select() != null) {
        long playhead = session.playheadNanos().get();
        session.selectAt(next.placement().select().sequence(), playhead);
      } else {
        session.selectNothing();
      }
    }
    showing.set(next);
  }

  /** Plays on. Called for every frame while the replay plays. */
  void tick(long wallNanos) {
    Showing now = showing.get();
    Unfolding told = unfolding;
    if (now == null || told == null || now.phase() != Phase.PLAYING) {
      return;
    }
    Long from = now.placement().at();
    Long to = now.placement().playTo();
    OpenSession session = told.shown();
    if (to == null || session == null) {
      enter(now.in(Phase.READING));
      return;
    }
    long passed =
        lastFrameNanos < 0 ? 0 : Math.clamp(wallNanos - lastFrameNanos, 0, FRAME_MAX_NANOS);
    lastFrameNanos = wallNanos;
    long start = from == null ? session.playheadNanos().get() : from;
    double speed = Math.max(0, to - start) / (double) PLAY_NANOS;
    long next = Math.min(to, session.playheadNanos().get() + Math.round(passed * speed) + 1);
    told.tellTo(next);
    if (next >= to) {
      enter(now.in(Phase.READING));
    }
  }

  /** Goes on: ends the playing, passes over the question, or goes to the next step. */
  void next() {
    Showing now = showing.get();
    if (now == null) {
      return;
    }
    switch (now.phase()) {
      case ASKING -> play(now);
      case PLAYING -> {
        Long to = now.placement().playTo();
        if (to != null && unfolding != null) {
          unfolding.tellTo(to);
        }
        enter(now.in(Phase.READING));
      }
      case READING -> {
        if (now.isLast()) {
          score.keep(now.lesson(), workspace.preferences().lessonScores());
          leave();
        } else {
          goTo(now.lesson(), now.index() + 1);
        }
      }
    }
  }

  /** Ends the lesson at its last step and starts the one after it in the gallery. */
  void nextLesson() {
    Showing now = showing.get();
    if (now != null && now.isLast() && now.phase() == Phase.READING) {
      Optional<Lesson> after = after(now.lesson());
      next();
      after.ifPresent(this::start);
    }
  }

  /** Returns the lesson after another one in the gallery. */
  static Optional<Lesson> after(Lesson lesson) {
    List<String> ids = LessonLibrary.ids();
    int index = ids.indexOf(lesson.id()) + 1;
    return index > 0 && index < ids.size() ? LessonLibrary.find(ids.get(index)) : Optional.empty();
  }

  /** Goes to the step before. */
  void back() {
    Showing now = showing.get();
    if (now != null && now.index() > 0) {
      goTo(now.lesson(), now.index() - 1);
    }
  }

  /** Answers the question with a choice, from 1. */
  void choose(int number) {
    Showing now = showing.get();
    if (now != null
        && now.phase() == Phase.ASKING
        && number >= 1
        && number <= choices(now).size()) {
      answered(now.answered(number));
    }
  }

  /** Answers the question with the marked time. */
  void mark() {
    Showing now = showing.get();
    if (now != null && now.phase() == Phase.ASKING && now.placement().mark() != null) {
      answered(now.marked(markNanos.get()));
    }
  }

  /** Moves the mark by a part of what is visible. */
  void moveMark(double part) {
    OpenSession session = unfolding == null ? null : unfolding.shown();
    if (session != null) {
      TimeRange range = session.visible().get();
      long moved = markNanos.get() + Math.round(part * range.lengthNanos());
      markNanos.set(Math.clamp(moved, range.fromNanos(), range.toNanos()));
    }
  }

  private void answered(Showing answer) {
    score.count(answer);
    play(answer);
  }

  private void play(Showing now) {
    enter(now.in(now.placement().playTo() == null ? Phase.READING : Phase.PLAYING));
  }

  static List<String> choices(Showing now) {
    return now.step().question() == null ? List.of() : now.step().question().choices();
  }

  /** Leaves the lesson and shows its whole run. */
  void leave() {
    if (showing.get() == null) {
      return;
    }
    showing.set(null);
    exercise.follow(null, null);
    preferences.restore();
    if (unfolding != null) {
      unfolding.finish();
      unfolding = null;
    }
    runs.clear();
  }
}
