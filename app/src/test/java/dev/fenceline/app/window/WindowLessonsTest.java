package dev.fenceline.app.window;

import static dev.fenceline.app.window.TestWindow.ask;
import static dev.fenceline.app.window.TestWindow.on;
import static dev.fenceline.app.window.TestWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.workspace.Preferences.Appearance;
import dev.fenceline.lesson.Lesson;
import dev.fenceline.lesson.LessonLibrary;
import dev.fenceline.lesson.LessonStep;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Lessons run from start to end by keyboard alone, and what each step points at is visible. */
@ExtendWith(ApplicationExtension.class)
@Timeout(300)
@Tag("slow")
class WindowLessonsTest {
  private static final int KEYS_MAX = 4;

  private final TestWindow window = new TestWindow();

  static List<Arguments> lessonsInBothThemes() {
    return LessonLibrary.ids().stream()
        .flatMap(id ->
            Stream.of(Appearance.DARK, Appearance.LIGHT).map(theme -> Arguments.of(id, theme)))
        .toList();
  }

  @Start
  void start(Stage stage) {
    window.show(stage);
  }

  @AfterEach
  void close() {
    window.close();
  }

  @ParameterizedTest
  @MethodSource("lessonsInBothThemes")
  void aLessonIsTakenByKeyboardAloneAndShowsWhatItPointsAt(
      String id, Appearance theme, FxRobot robot) {
    Lesson lesson = LessonLibrary.find(id).orElseThrow();
    on(() -> window.preferences.appearance().set(theme));
    window.perform("lessons.start." + id);

    for (int i = 0; i < lesson.steps().size(); i++) {
      LessonStep step = lesson.steps().get(i);
      String where = "%s, step %d, \"%s\"".formatted(id, i + 1, step.title());
      until(where + " is shown", () -> step.title().equals(text(".lesson-title")));
      answer(step, robot);
      readIt(where, robot);
      window.settle();
      if (step.points() != null) {
        until(where + " points at something visible", this::isTargetVisible);
      }
      assertThat(ask(() -> window.shell.lookupAll(".lesson-misfit"))).as(where).isEmpty();
      robot.type(KeyCode.PAGE_DOWN);
    }

    until("the lesson has ended", () -> text(".lesson-title").isEmpty());
    assertThat(ask(() -> window.preferences.lessonScores())).containsKey(id);
    assertThat(window.complaints).isEmpty();
  }

  @Test
  void beforeTheAnswerNothingAfterItIsShown(FxRobot robot) {
    Lesson lesson = LessonLibrary.find("stale-write").orElseThrow();
    window.perform("lessons.start.stale-write");
    for (int i = 0; i < lesson.steps().size() && lesson.steps().get(i).question() == null; i++) {
      String title = lesson.steps().get(i).title();
      until(title, () -> title.equals(text(".lesson-title")));
      readIt(title, robot);
      robot.type(KeyCode.PAGE_DOWN);
    }
    until("a question is asked", () -> !text(".lesson-ask").isEmpty());
    long playhead = ask(() -> window.workspace.current().get().playheadNanos().get());

    assertThat(ask(() -> window.workspace.current().get().timeline().events()))
        .allSatisfy(event -> assertThat(event.nanos()).isLessThanOrEqualTo(playhead));
    assertThat(text(".lesson-because")).isEmpty();
    robot.type(KeyCode.DIGIT1);
    readIt("the answer", robot);
    assertThat(text(".lesson-because")).startsWith("Not so. ");
    robot.type(KeyCode.ESCAPE);
    until("the lesson is left", () -> text(".lesson-title").isEmpty());
    assertThat(ask(() -> window.preferences.lessonScores())).isEmpty();
  }

  private void answer(LessonStep step, FxRobot robot) {
    if (step.question() == null) {
      return;
    }
    until("a question is asked", () -> !text(".lesson-ask").isEmpty());
    if (step.question().isMark()) {
      robot.type(KeyCode.RIGHT, KeyCode.RIGHT, KeyCode.LEFT, KeyCode.ENTER);
    } else {
      robot.type(step.question().answer() == 1 ? KeyCode.DIGIT1 : KeyCode.DIGIT2);
    }
  }

  /** Ends what plays, so that the step waits to be read. */
  private void readIt(String where, FxRobot robot) {
    for (int keys = 0; keys < KEYS_MAX && isPlaying(); keys++) {
      robot.type(KeyCode.PAGE_DOWN);
    }
    assertThat(isPlaying()).as(where).isFalse();
  }

  private boolean isPlaying() {
    return ask(() ->
        window.shell.lookupAll(".lesson-card .button").stream()
            .anyMatch(node -> ((Button) node).getText().equals("Skip")));
  }

  private boolean isTargetVisible() {
    Node frame = window.shell.lookup(".lesson-target");
    if (frame == null || !frame.isVisible()) {
      return false;
    }
    Bounds place = frame.localToScene(frame.getLayoutBounds());
    return place.getWidth() > 0
        && place.getHeight() > 0
        && place.getMinX() >= 0
        && place.getMaxX() <= window.scene.getWidth()
        && place.getMaxY() <= window.scene.getHeight();
  }

  private String text(String style) {
    return ask(() ->
        Optional.ofNullable(window.shell.lookup(style))
            .map(node -> ((Label) node).getText())
            .orElse(""));
  }
}
