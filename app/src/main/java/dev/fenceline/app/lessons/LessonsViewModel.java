package dev.fenceline.app.lessons;

import dev.fenceline.app.feature.LessonStage;
import dev.fenceline.app.lessons.Showing.Phase;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Problem;
import dev.fenceline.app.workspace.SessionFiles;
import dev.fenceline.app.workspace.TimeRange;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.lesson.Beside;
import dev.fenceline.lesson.Lesson;
import dev.fenceline.lesson.LessonLibrary;
import dev.fenceline.lesson.LessonOnRun;
import dev.fenceline.lesson.LessonReader;
import dev.fenceline.lesson.LessonStep;
import dev.fenceline.lesson.Placement;
import dev.fenceline.scenario.setting.ScenarioException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.InvalidationListener;
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
  private final Supplier<LessonStage> stage;
  private @Nullable Replay replay;
  private @Nullable OpenSession replayed;
  private long lastFrameNanos = -1;
  private boolean isPreparing;

  /**
   * Creates a model that plays nothing.
   *
   * @param stage where lessons show two runs
   */
  LessonsViewModel(Workspace workspace, Supplier<LessonStage> stage) {
    this.workspace = workspace;
    this.stage = stage;
    this.runs = new LessonRuns(workspace);
    this.preferences = new LessonPreferences(workspace.preferences());
    this.exercise = new ExerciseCheck(workspace);
    // The card would tell of another run when that of the lesson is closed.
    workspace
        .sessions()
        .addListener(
            (InvalidationListener)
                _ -> {
                  if (replay != null && replay.isClosed()) {
                    leave();
                  }
                });
  }

  /** Leaves the lesson, unless the page is that of its own two runs. */
  void leaveForAPage() {
    if (!isPreparing) {
      leave();
    }
  }

  /** Returns what the lesson shows; null while no lesson is played. */
  ReadOnlyObjectProperty<@Nullable Showing> showing() {
    return showing.getReadOnlyProperty();
  }

  /** Does something with the lesson that is played; nothing if none is. */
  void withLesson(Consumer<Lesson> effect) {
    Optional.ofNullable(showing.get()).map(Showing::lesson).ifPresent(effect);
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

  /**
   * Plays the lesson in the file of the shown session; says what is wrong if it cannot be read.
   *
   * @param step where to begin, from 0
   */
  void playOwn(int step) {
    workspace.withCurrent(
        session -> own(session).ifPresent(lesson -> start(lesson, session, step)));
  }

  /** Returns the lesson of a session; empty if there is none, or none that can be read. */
  Optional<Lesson> own(OpenSession session) {
    String json = session.view().lesson().get();
    if (json == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(LessonReader.readWithin(json, "the lesson"));
    } catch (ScenarioException wrong) {
      workspace
          .messages()
          .remark(
              new Problem(
                  "The lesson in this session cannot be read",
                  session.title(),
                  String.valueOf(wrong.getMessage())),
              session);
      return Optional.empty();
    }
  }

  /** Starts a lesson at its first step. */
  void start(Lesson lesson) {
    leave();
    score.clear();
    preferences.keep();
    goTo(lesson, 0);
  }

  /** Starts the lesson in the file of a session at a step. */
  private void start(Lesson lesson, OpenSession own, int step) {
    leave();
    score.clear();
    preferences.keep();
    runs.own(own);
    goTo(lesson, Math.min(step, lesson.steps().size() - 1));
  }

  /** Goes to a step. What it plays is run first if that has not been done. */
  private void goTo(Lesson lesson, int index) {
    if (isPreparing) {
      return;
    }
    isPreparing = true;
    Runnable failed = () -> isPreparing = false;
    runs.with(
        lesson.playedAt(index),
        first -> {
          Beside beside = lesson.beside();
          if (beside == null) {
            show(lesson, index, first, null);
          } else {
            runs.with(beside.plays(), second -> show(lesson, index, first, second), failed);
          }
        },
        failed);
  }

  private void show(Lesson lesson, int index, OpenSession first, @Nullable OpenSession second) {
    Replay now = replay(lesson, first, second);
    isPreparing = false;
    LessonStep step = lesson.reached(index);
    Placement placement = new LessonOnRun(lesson, first.timeline()).place(step);
    Phase phase =
        step.question() != null
            ? Phase.ASKING
            : placement.playTo() == null ? Phase.READING : Phase.PLAYING;
    Long at = placement.at();
    long stands = at == null ? now.toldNanos() : at;
    Long to = placement.playTo();
    now.tellTo(stands, phase == Phase.PLAYING && to != null ? to : stands);
    if (second == null) {
      runs.closeOthers(first);
    }
    Placement.Stretch times = placement.view();
    if (step.view() != null && times != null) {
      now.look(step.view(), times);
    }
    markNanos.set(Math.max(now.visible().fromNanos(), stands));
    enter(new Showing(lesson, index, placement, beside(lesson, index, second), phase, 0, null));
    exercise.follow(
        step.exercise(), step.exercise() == null ? null : lesson.playedAt(index).toRun());
  }

  private static @Nullable Placement beside(
      Lesson lesson, int index, @Nullable OpenSession second) {
    return second == null
        ? null
        : lesson
            .second()
            .map(it -> new LessonOnRun(it, second.timeline()).place(it.steps().get(index)))
            .orElse(null);
  }

  /** Returns the replay of these runs, a new one if others are replayed. */
  private Replay replay(Lesson lesson, OpenSession first, @Nullable OpenSession second) {
    Replay before = replay;
    if (before != null && first == replayed) {
      return before;
    }
    if (before != null) {
      before.finish();
    }
    Beside beside = lesson.beside();
    Replay next =
        second == null || beside == null
            ? new OneRun(workspace, first, preferences)
            : new TwoRuns(stage.get(), lesson, beside, first, second);
    replay = next;
    replayed = first;
    return next;
  }

  private void enter(Showing next) {
    lastFrameNanos = -1;
    Replay now = replay;
    if (next.phase() == Phase.READING && now != null) {
      now.select(next.placement().select());
    }
    showing.set(next);
  }

  /** Plays on. Called for every frame while the replay plays. */
  void tick(long wallNanos) {
    Showing now = showing.get();
    Replay told = replay;
    if (now == null || told == null || now.phase() != Phase.PLAYING) {
      return;
    }
    Long from = now.placement().at();
    Long to = now.placement().playTo();
    if (to == null) {
      enter(now.in(Phase.READING));
      return;
    }
    long passed =
        lastFrameNanos < 0 ? 0 : Math.clamp(wallNanos - lastFrameNanos, 0, FRAME_MAX_NANOS);
    lastFrameNanos = wallNanos;
    long start = from == null ? told.toldNanos() : from;
    double speed = Math.max(0, to - start) / (double) PLAY_NANOS;
    long next = Math.min(to, told.toldNanos() + Math.round(passed * speed) + 1);
    told.tellTo(next, to);
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
        if (to != null && replay != null) {
          replay.tellTo(to, to);
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
    if (now != null && now.phase() == Phase.ASKING && 0 < number && number <= choices(now).size()) {
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

  /** Marks the time at a part of what is visible, 0 to 1, if the question asks for a time. */
  void markAt(double part) {
    Showing now = showing.get();
    if (replay != null && now != null && now.isMarking()) {
      TimeRange range = replay.visible();
      markNanos.set(range.fromNanos() + Math.round(part * range.lengthNanos()));
    }
  }

  /** Returns the range of times that is shown; empty while no lesson is played. */
  Optional<TimeRange> visible() {
    return Optional.ofNullable(replay).map(Replay::visible);
  }

  /** Moves the mark by a part of what is visible. */
  void moveMark(double part) {
    if (replay != null) {
      TimeRange range = replay.visible();
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
    if (replay != null) {
      replay.finish();
      replay = null;
      replayed = null;
    }
    runs.clear();
  }
}
