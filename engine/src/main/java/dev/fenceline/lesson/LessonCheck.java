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
  private final List<String> landmarks = new ArrayList<>();

  private LessonCheck(Lesson lesson) {
    this.lesson = lesson;
  }

  /** Throws a {@link SettingError} for the first inconsistency. */
  static void check(Lesson lesson) {
    LessonCheck check = new LessonCheck(lesson);
    check.played(lesson.plays(), "plays");
    check.landmarks();
    for (int i = 0; i < lesson.steps().size(); i++) {
      check.step(i, "steps[" + i + "]");
    }
  }

  private void played(Played played, String place) {
    String scenario = played.scenario();
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

  private void landmarks() {
    for (int i = 0; i < lesson.landmarks().size(); i++) {
      Landmark landmark = lesson.landmarks().get(i);
      String place = "landmarks[" + i + "]";
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
    moment(step.at(), place + ".at");
    moment(step.playTo(), place + ".playTo");
    if (step.view() != null) {
      moment(step.view().from(), place + ".view.from");
      moment(step.view().to(), place + ".view.to");
      for (String lane : step.view().lanes()) {
        Nearest.require("kind of lane", lane, View.LANES, place + ".view.lanes");
      }
    }
    if (step.points() != null) {
      lane(step.points().lane(), place + ".points.lane");
      moment(step.points().from(), place + ".points.from");
      moment(step.points().to(), place + ".points.to");
    }
    if (step.select() != null) {
      Nearest.require("landmark", step.select(), landmarks, place + ".select");
    }
    asked(index, place);
  }

  private void asked(int index, String place) {
    LessonStep step = lesson.steps().get(index);
    Played played = lesson.playedAt(index);
    Question question = step.question();
    if (question != null) {
      words(question.because(), place + ".question.because");
      moment(question.mark(), place + ".question.mark");
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

  private void moment(@Nullable Moment moment, String place) {
    if (moment == null) {
      return;
    }
    if (moment.spreadNanos() != 0) {
      throw new SettingError(place, "a lesson cannot point at a random moment");
    }
    if (moment.anchor() != null && !isEdge(moment.anchor())) {
      Nearest.require("landmark", moment.anchor(), landmarks, place);
    }
  }

  private static boolean isEdge(String anchor) {
    return anchor.equals(LessonOnRun.END);
  }
}
