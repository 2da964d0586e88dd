package dev.fenceline.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.session.SessionReader;
import dev.fenceline.timeline.Timeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the shipped lessons say of a run is so in a fresh run. */
@Tag("slow")
class ShippedLessonsTest {
  private final Map<Played, Timeline> runs = new HashMap<>();

  static List<String> ids() {
    return LessonLibrary.ids();
  }

  @ParameterizedTest
  @MethodSource("ids")
  void everyTargetExistsAndEveryAnswerIsRight(String id) {
    Lesson lesson = LessonLibrary.find(id).orElseThrow();
    assertThat(lesson.id()).isEqualTo(id);

    for (int i = 0; i < lesson.steps().size(); i++) {
      LessonStep step = lesson.steps().get(i);
      Played played = lesson.playedAt(i);
      Timeline run = runs.computeIfAbsent(played, ShippedLessonsTest::run);
      Placement placement = new LessonOnRun(lesson, run).place(step);
      String where = "%s, step %d, \"%s\"".formatted(id, i + 1, step.title());
      assertThat(placement.misfits()).as(where).isEmpty();
      if (step.question() != null) {
        assertThat(LessonProof.misses(step.question().proof(), scenario(played), run))
            .as(where)
            .isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ids")
  void everyTargetInTheSecondRunExists(String id) {
    Lesson lesson = LessonLibrary.find(id).orElseThrow();
    lesson
        .second()
        .ifPresent(second -> {
          Timeline run = runs.computeIfAbsent(second.plays(), ShippedLessonsTest::run);
          LessonOnRun places = new LessonOnRun(second, run);
          assertThat(second.steps()).allMatch(step -> places.place(step).misfits().isEmpty());
          assertThat(second.steps()).allMatch(step -> step.points() != null);
          assertThat(places.nanos(Objects.requireNonNull(lesson.beside()).second().at()))
              .isPositive();
        });
  }

  @ParameterizedTest
  @MethodSource("ids")
  void whatAStepPointsAtIsInItsView(String id) {
    Lesson lesson = LessonLibrary.find(id).orElseThrow();
    Placement.Stretch view = null;

    for (int i = 0; i < lesson.steps().size(); i++) {
      LessonStep step = lesson.steps().get(i);
      Timeline run = runs.computeIfAbsent(lesson.playedAt(i), ShippedLessonsTest::run);
      Placement placement = new LessonOnRun(lesson, run).place(step);
      view = placement.view() == null && step.plays() == null ? view : placement.view();
      Placement.Stretch points = placement.points();
      if (points != null && view != null) {
        String where = "%s, step %d, \"%s\"".formatted(id, i + 1, step.title());
        assertThat(points.toNanos()).as(where).isGreaterThanOrEqualTo(view.fromNanos());
        assertThat(points.fromNanos()).as(where).isLessThanOrEqualTo(view.toNanos());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ids")
  void everyExerciseIsSolvedByItsSolutionAndNotWithoutIt(String id) {
    Lesson lesson = LessonLibrary.find(id).orElseThrow();

    for (int i = 0; i < lesson.steps().size(); i++) {
      Exercise exercise = lesson.steps().get(i).exercise();
      if (exercise != null) {
        Scenario given = lesson.playedAt(i).toRun();
        Scenario solved = Played.changed(given, exercise.solution());
        assertThat(exercise.solution()).hasSizeLessThanOrEqualTo(exercise.changesMax());
        assertThat(misses(exercise, solved)).as(exercise.task()).isEmpty();
        assertThat(misses(exercise, given)).as(exercise.task()).isNotEmpty();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "cost, cqt=2 s",
    "cost, quiesce=1 s",
    "experiment, kato=2 s",
    "experiment, quiesce=1 s"
  })
  void aWrongExperimentDoesNotSolveAnExercise(String id, String setting) {
    Lesson lesson = LessonLibrary.find(id).orElseThrow();

    for (int i = 0; i < lesson.steps().size(); i++) {
      Exercise exercise = lesson.steps().get(i).exercise();
      if (exercise != null) {
        Scenario wrong = Played.changed(lesson.playedAt(i).toRun(), List.of(setting));
        assertThat(misses(exercise, wrong)).as(exercise.task()).isNotEmpty();
      }
    }
  }

  private static List<String> misses(Exercise exercise, Scenario scenario) {
    Timeline run = Lab.run(scenario, scenario.seed());
    return LessonProof.misses(exercise.expectations(), scenario, run);
  }

  private static Scenario scenario(Played played) {
    return played.scenario() == null
        ? ScenarioLibrary.find("baseline").orElseThrow()
        : played.toRun();
  }

  private static Timeline run(Played played) {
    if (played.scenario() != null) {
      Scenario scenario = played.toRun();
      return Lab.run(scenario, scenario.seed());
    }
    Path file = Path.of("../sessions", Objects.requireNonNull(played.session()) + Played.SUFFIX);
    try {
      return Timeline.of(SessionReader.read(file).events());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A learner who always takes the same place must not be right more often than not. */
  @Test
  void theRightChoiceIsNotAlwaysAtTheSamePlace() {
    List<Integer> answers =
        LessonLibrary.ids().stream()
            .flatMap(id -> LessonLibrary.find(id).orElseThrow().steps().stream())
            .map(LessonStep::question)
            .filter(question -> question != null && !question.isMark())
            .map(question -> question.answer())
            .toList();
    assertThat(answers).hasSizeGreaterThan(10);
    for (int place = 1; place <= 3; place++) {
      assertThat(Collections.frequency(answers, place))
          .as("answers at place " + place)
          .isBetween(2, answers.size() / 2);
    }
  }
}
