package dev.fenceline.lesson;

import dev.fenceline.event.Lane;
import dev.fenceline.scenario.ExpectationsCheck;
import dev.fenceline.scenario.PatternCheck;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.scenario.setting.Moment;
import dev.fenceline.scenario.setting.Nearest;
import dev.fenceline.scenario.setting.ScenarioException;
import dev.fenceline.scenario.setting.SettingError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks what can be checked of a lesson without a run: lengths of texts, names of landmarks,
 * scenarios, settings, kinds of events and their fields. {@link LessonOnRun} checks the rest.
 */
final class LessonCheck {
  private final Lesson lesson;
  private final boolean isWithin;
  private final List<String> landmarks;
  private final List<String> besides;

  private LessonCheck(Lesson lesson, boolean isWithin) {
    this.lesson = lesson;
    this.isWithin = isWithin;
    landmarks = landmarks(lesson.landmarks(), "landmarks");
    Beside beside = lesson.beside();
    besides = beside == null ? List.of() : landmarks(beside.landmarks(), "beside.landmarks");
  }

  /**
   * Throws a {@link SettingError} for the first inconsistency.
   *
   * @param isWithin whether the lesson is inside a session
   */
  static void check(Lesson lesson, boolean isWithin) {
    LessonCheck check = new LessonCheck(lesson, isWithin);
    check.played(lesson.plays(), "plays");
    check.beside();
    for (int i = 0; i < lesson.steps().size(); i++) {
      check.step(i, "steps[" + i + "]");
    }
  }

  private void played(Played played, String place) {
    String scenario = played.scenario();
    if (played.isOwn() && !isWithin) {
      throw new SettingError(
          place, "give \"scenario\" or \"session\": only a lesson inside a session plays that");
    }
    if (scenario == null) {
      return;
    }
    Nearest.require("scenario", scenario, ScenarioLibrary.ids(), place + ".scenario");
    try {
      played.toRun();
    } catch (ScenarioException wrong) {
      throw new SettingError(place + ".set", String.valueOf(wrong.getMessage()));
    }
  }

  private void beside() {
    Beside beside = lesson.beside();
    if (beside != null) {
      played(beside.plays(), "beside.plays");
      moment(beside.first().at(), landmarks, "beside.first.at");
      moment(beside.second().at(), besides, "beside.second.at");
    }
  }

  /** Checks landmarks and returns their names. */
  private static List<String> landmarks(List<Landmark> all, String list) {
    List<String> landmarks = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Landmark landmark = all.get(i);
      String place = list + "[" + i + "]";
      PatternCheck.checkKind(landmark.pattern(), place);
      lane(landmark.lane(), place + ".lane");
      String after = landmark.after();
      if (after != null) {
        // Only those before it, so that no two landmarks wait for each other.
        Nearest.require("landmark before this one", after, landmarks, place + ".after");
      }
      if (landmarks.contains(landmark.name())) {
        throw new SettingError(place + ".name", "two landmarks are called " + landmark.name());
      }
      landmarks.add(landmark.name());
    }
    return landmarks;
  }

  private static void lane(@Nullable String lane, String place) {
    if (lane != null) {
      try {
        Lane.parse(lane);
      } catch (IllegalArgumentException wrong) {
        throw new SettingError(
            place, "\"%s\" is not a lane; write one such as host/nvme4".formatted(lane));
      }
    }
  }

  private void step(int index, String place) {
    LessonStep step = lesson.steps().get(index);
    words(step.text(), place + ".text");
    if (step.plays() != null) {
      played(step.plays(), place + ".plays");
    }
    moment(step.at(), landmarks, place + ".at");
    moment(step.playTo(), landmarks, place + ".playTo");
    if (step.view() != null) {
      moment(step.view().from(), landmarks, place + ".view.from");
      moment(step.view().to(), landmarks, place + ".view.to");
      for (String lane : step.view().lanes()) {
        Nearest.require("kind of lane", lane, View.LANES, place + ".view.lanes");
      }
    }
    points(step.points(), landmarks, place + ".points");
    if (step.beside() != null && lesson.beside() == null) {
      throw new SettingError(place + ".beside", "this lesson has no second run to point at");
    }
    points(step.beside(), besides, place + ".beside");
    if (step.select() != null) {
      Nearest.require("landmark", step.select(), landmarks, place + ".select");
    }
    asked(index, place);
  }

  private static void points(@Nullable Pointer points, List<String> known, String place) {
    if (points != null) {
      lane(points.lane(), place + ".lane");
      moment(points.from(), known, place + ".from");
      moment(points.to(), known, place + ".to");
    }
  }

  private void asked(int index, String place) {
    LessonStep step = lesson.steps().get(index);
    Played played = lesson.playedAt(index);
    Question question = step.question();
    if (question != null) {
      words(question.because(), place + ".question.because");
      moment(question.mark(), landmarks, place + ".question.mark");
      // The session around a lesson does not change; a scenario is run anew each time.
      if (!question.isMark() && question.proof().isEmpty() && !played.isOwn()) {
        throw new SettingError(
            place + ".question",
            "\"proof\" is missing: what must be true of the run, so that the answer is right");
      }
      if (played.scenario() != null) {
        ExpectationsCheck.check(played.toRun(), question.proof(), place + ".question.proof");
      }
    }
    Exercise exercise = step.exercise();
    if (exercise != null) {
      if (played.scenario() == null) {
        throw new SettingError(
            place + ".exercise", "this step plays a session; an exercise needs a scenario to run");
      }
      Scenario scenario = played.toRun();
      ExpectationsCheck.check(scenario, exercise.expectations(), place + ".exercise.expectations");
      try {
        Played.changed(scenario, exercise.solution());
      } catch (ScenarioException wrong) {
        throw new SettingError(place + ".exercise.solution", String.valueOf(wrong.getMessage()));
      }
    }
  }

  private static void words(String text, String place) {
    int words = text.isBlank() ? 0 : text.strip().split("\\s+").length;
    if (words > LessonStep.WORDS_MAX) {
      throw new SettingError(
          place, "has %d words; at most %d fit".formatted(words, LessonStep.WORDS_MAX));
    }
  }

  private static void moment(@Nullable Moment moment, List<String> known, String place) {
    if (moment == null) {
      return;
    }
    if (moment.spreadNanos() != 0) {
      throw new SettingError(place, "a lesson cannot point at a random moment");
    }
    if (moment.anchor() != null && !isEdge(moment.anchor())) {
      Nearest.require("landmark", moment.anchor(), known, place);
    }
  }

  private static boolean isEdge(String anchor) {
    return anchor.equals(LessonOnRun.END);
  }
}
