package dev.fenceline.app.window;

import static dev.fenceline.app.window.TestWindow.ask;
import static dev.fenceline.app.window.TestWindow.on;
import static dev.fenceline.app.window.TestWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.lesson.Lesson;
import dev.fenceline.lesson.LessonLibrary;
import dev.fenceline.lesson.LessonStep;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;

/** A lesson asks for an experiment; the learner's runs are checked, and a hint helps. */
@Timeout(300)
@Tag("slow")
class WindowExerciseTest {
  @RegisterExtension private final TestWindow window = new TestWindow();
  private final Lesson lesson = LessonLibrary.find("experiment").orElseThrow();

  @Test
  void theRunsOfTheLearnerAreCheckedByTheExpectations(FxRobot robot) {
    goToTheExercise(robot);
    assertThat(result()).isEmpty();
    assertThat(isHintShown()).isFalse();
    on(() -> hint().fire());
    assertThat(isHintShown()).isTrue();

    set("kato", "4 s");
    until("the run does not solve it", () -> result().startsWith("Not yet with kato=4 s. "));
    set("kato", "5 s");
    choose("policy", "none");
    until("the run solves it", () -> result().equals("\u2713 Solved with policy=none."));
    set("kato", "4 s");
    until("two settings are too many", () -> result().startsWith("Too many settings differ: "));

    robot.type(KeyCode.PAGE_DOWN);
    until("the next step is shown", () -> text(".lesson-title").equals("Keep it"));
  }

  private void goToTheExercise(FxRobot robot) {
    window.perform("lessons.start." + lesson.id());
    for (LessonStep step : lesson.steps()) {
      until(step.title(), () -> step.title().equals(text(".lesson-title")));
      if (step.exercise() != null) {
        return;
      }
      if (step.question() != null) {
        robot.type(KeyCode.DIGIT1);
      }
      robot.type(KeyCode.PAGE_DOWN);
    }
    throw new AssertionError("the lesson has no exercise");
  }

  private void openSettings() {
    TabPane tabs = (TabPane) window.shell.lookup("#lower-tabs");
    tabs.getTabs().stream()
        .filter(tab -> tab.getText().equals("What if"))
        .findFirst()
        .ifPresent(tab -> tabs.getSelectionModel().select(tab));
    window.shell.applyCss();
    window.shell.layout();
  }

  private void set(String setting, String value) {
    on(this::openSettings);
    on(() -> {
      TextField field = (TextField) window.shell.lookup("#what-if-" + setting);
      field.setText(value);
      field.getOnAction().handle(null);
    });
    window.settle();
  }

  private void choose(String setting, String value) {
    on(this::openSettings);
    on(() -> {
      @SuppressWarnings("unchecked") // a setting that is chosen from words
      ComboBox<String> box = (ComboBox<String>) window.shell.lookup("#what-if-" + setting);
      box.setValue(value);
    });
    window.settle();
  }

  private Button hint() {
    return (Button)
        window.shell.lookupAll(".lesson-card .button").stream()
            .filter(node -> ((Button) node).getText().equals("Hint"))
            .findFirst()
            .orElseThrow();
  }

  private boolean isHintShown() {
    return ask(() -> window.seen(hintText()));
  }

  private String hintText() {
    return lesson.steps().stream()
        .map(LessonStep::exercise)
        .filter(exercise -> exercise != null)
        .findFirst()
        .orElseThrow()
        .hint();
  }

  private String result() {
    return text(".lesson-exercise-result");
  }

  private String text(String style) {
    return ask(() ->
        Optional.ofNullable(window.shell.lookup(style))
            .map(node -> ((Label) node).getText())
            .orElse(""));
  }
}
