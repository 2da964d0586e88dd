package dev.fenceline.app.window;

import static dev.fenceline.app.window.TestWindow.ask;
import static dev.fenceline.app.window.TestWindow.on;
import static dev.fenceline.app.window.TestWindow.type;
import static dev.fenceline.app.window.TestWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.workspace.Preferences.Appearance;
import dev.fenceline.app.workspace.Problem;
import dev.fenceline.event.Lane;
import dev.fenceline.lesson.Lesson;
import dev.fenceline.lesson.LessonLibrary;
import dev.fenceline.lesson.LessonStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** Lessons run from start to end by keyboard alone, and what each step points at is visible. */
@Timeout(300)
@Tag("slow")
class WindowLessonsTest {
  private static final int KEYS_MAX = 4;
  private static final int LOW = 700;
  private static final int PROJECTOR = 768;
  private static final int PATIENCE_SECONDS = 3;
  private static final double FRAME = 5;

  @RegisterExtension private final TestWindow window = new TestWindow();
  private final List<String> hidden = new ArrayList<>();

  static List<Arguments> lessonsInEachTheme() {
    return LessonLibrary.ids().stream()
        .flatMap(id ->
            Stream.of(Appearance.DARK, Appearance.LIGHT, Appearance.CONTRAST)
                .map(theme -> Arguments.of(id, theme)))
        .toList();
  }

  /** Dark in a high window, light in the lowest one that lanes are made for. */
  private static int height(Appearance theme) {
    return switch (theme) {
      case LIGHT -> LOW;
      case CONTRAST -> PROJECTOR;
      default -> TestWindow.HEIGHT;
    };
  }

  @ParameterizedTest
  @MethodSource("lessonsInEachTheme")
  void aLessonIsTakenByKeyboardAloneAndShowsWhatItPointsAt(String id, Appearance theme) {
    Lesson lesson = LessonLibrary.find(id).orElseThrow();
    on(() -> {
      window.preferences.appearance().set(theme);
      window.stage.setHeight(height(theme));
    });
    window.perform("lessons.start." + id);

    for (int i = 0; i < lesson.steps().size(); i++) {
      LessonStep step = lesson.steps().get(i);
      String where = "%s, step %d, \"%s\"".formatted(id, i + 1, step.title());
      until(where + " is shown", () -> step.title().equals(text(".lesson-title")));
      settleUnlessItPlays();
      lookAtTarget(step, where + ", at first");
      answer(step);
      readIt(where);
      window.settle();
      lookAtTarget(step, where);
      if (theme == Appearance.DARK) {
        assertThat(ask(this::isLaneFree)).as("the card covers no lane of " + where).isTrue();
      }
      assertThat(ask(() -> window.shell.lookupAll(".lesson-misfit"))).as(where).isEmpty();
      type(KeyCode.PAGE_DOWN);
    }

    assertThat(hidden).isEmpty();
    until("the lesson has ended", () -> text(".lesson-title").isEmpty());
    assertThat(ask(() -> window.preferences.lessonScores())).containsKey(id);
  }

  @Test
  void beforeTheAnswerNothingAfterItIsShown() {
    Lesson lesson = LessonLibrary.find("stale-write").orElseThrow();
    window.perform("lessons.start.stale-write");
    for (int i = 0; i < lesson.steps().size() && lesson.steps().get(i).question() == null; i++) {
      String title = lesson.steps().get(i).title();
      until(title, () -> title.equals(text(".lesson-title")));
      readIt(title);
      type(KeyCode.PAGE_DOWN);
    }
    until("a question is asked", () -> !text(".lesson-ask").isEmpty());
    long playhead = ask(() -> window.workspace.current().get().playheadNanos().get());

    assertThat(ask(() -> window.workspace.current().get().timeline().events()))
        .allSatisfy(event -> assertThat(event.nanos()).isLessThanOrEqualTo(playhead));
    assertThat(text(".lesson-because")).isEmpty();
    assertThat(ask(() -> window.shell.lookup(".library")))
        .as("the verdicts of the library")
        .isNull();
    type(KeyCode.DIGIT2);
    readIt("the answer");
    assertThat(text(".lesson-because")).startsWith("Not so. ");
    type(KeyCode.ESCAPE);
    until("the lesson is left", () -> text(".lesson-title").isEmpty());
    assertThat(ask(() -> window.preferences.lessonScores())).isEmpty();
  }

  @Test
  void theCardAndAMessageDoNotCoverEachOther() {
    window.perform("lessons.start.asking");
    until("the first step", () -> !text(".lesson-title").isEmpty());
    window.settle();
    on(() ->
        window
            .workspace
            .messages()
            .problem(new Problem("The file cannot be opened", "a.log", "Choose another file.")));
    until("the card is beside the message", () -> !card().intersects(messages()));
  }

  private Bounds messages() {
    Node messages = window.shell.lookup(".messages");
    assertThat(isSeen(messages)).isTrue();
    return messages.localToScene(messages.getLayoutBounds());
  }

  @Test
  void aTimeIsMarkedByAClickOnTheLanes(FxRobot robot) {
    Lesson lesson = LessonLibrary.find("keep-alive").orElseThrow();
    window.perform("lessons.start.keep-alive");
    for (LessonStep step : lesson.steps()) {
      until(step.title(), () -> step.title().equals(text(".lesson-title")));
      if (step.question() != null && step.question().isMark()) {
        break;
      }
      readIt(step.title());
      type(KeyCode.PAGE_DOWN);
    }
    until("a mark is asked for", () -> mark().startsWith("Your mark: "));
    String before = ask(this::mark);
    Bounds lanes =
        ask(() -> {
          Node node = window.shell.lookup(".swimlanes");
          return node.localToScene(node.getLayoutBounds());
        });

    robot.clickOn(lanes.getMaxX() - 60, lanes.getMinY() + 150);
    until("the mark has moved", () -> !mark().equals(before));
    assertThat(text(".lesson-ask")).isNotEmpty();
    type(KeyCode.ENTER);
    readIt("the answer");
    until("the difference is told", () -> mark().contains(" It was at "));
  }

  private String mark() {
    return window.shell.lookupAll(".lesson-card .label").stream()
        .map(node -> ((Label) node).getText())
        .filter(text -> text.startsWith("Your mark: "))
        .findFirst()
        .orElse("");
  }

  private void answer(LessonStep step) {
    if (step.question() == null) {
      return;
    }
    until("a question is asked", () -> !text(".lesson-ask").isEmpty());
    assertThat(ask(this::choices)).hasSameSizeAs(step.question().choices());
    for (int i = 0; i < step.question().choices().size(); i++) {
      assertThat(ask(this::choices).get(i)).endsWith(step.question().choices().get(i));
    }
    if (step.question().isMark()) {
      type(KeyCode.RIGHT, KeyCode.RIGHT, KeyCode.LEFT, KeyCode.ENTER);
    } else {
      type(KeyCode.valueOf("DIGIT" + step.question().answer()));
    }
  }

  /** Returns the choices as they are drawn. */
  private List<String> choices() {
    return window.shell.lookupAll(".lesson-choice").stream()
        .map(choice -> ((Text) choice.lookup(".text")).getText())
        .toList();
  }

  /** While a step plays, there is something to compute for each frame. */
  private void settleUnlessItPlays() {
    TestWindow.nextFrame();
    if (!isPlaying()) {
      window.settle();
    }
  }

  /** Ends what plays, so that the step waits to be read. */
  private void readIt(String where) {
    for (int keys = 0; keys < KEYS_MAX && isPlaying(); keys++) {
      type(KeyCode.PAGE_DOWN);
    }
    assertThat(isPlaying()).as(where).isFalse();
  }

  private boolean isPlaying() {
    return ask(() ->
        window.shell.lookupAll(".lesson-card .button").stream()
            .anyMatch(node -> ((Button) node).getText().equals("Skip")));
  }

  /**
   * Waits until what the step points at is within the part of the window that shows it, and until
   * the card does not cover it. Notes the step if that does not happen.
   */
  private void lookAtTarget(LessonStep step, String where) {
    if (step.points() == null) {
      return;
    }
    try {
      WaitForAsyncUtils.waitFor(
          PATIENCE_SECONDS, TimeUnit.SECONDS, () -> ask(this::isTargetVisible));
    } catch (TimeoutException late) {
      hidden.add(
          "%s: targets %s in %s, card %s"
              .formatted(where, ask(this::targets), ask(this::ground), ask(this::card)));
    }
  }

  private boolean isTargetVisible() {
    List<Bounds> targets = targets();
    return !targets.isEmpty()
        && targets.stream()
            .allMatch(place ->
                place.getWidth() > 0
                    && place.getHeight() > 0
                    && ground().contains(place)
                    && !card().intersects(place));
  }

  /** Returns where the frames around the targets are. */
  private List<Bounds> targets() {
    return window.shell.lookupAll(".lesson-target").stream()
        .filter(WindowLessonsTest::isSeen)
        .map(frame -> frame.localToScene(frame.getLayoutBounds()))
        .map(WindowLessonsTest::framed)
        .toList();
  }

  /** Returns what is inside a frame, which is a little wider than the target. */
  private static Bounds framed(Bounds frame) {
    return new BoundingBox(
        frame.getMinX() + FRAME, frame.getMinY(), frame.getWidth() - 2 * FRAME, frame.getHeight());
  }

  /** Whether the card covers no part of the lane that a step points at, where there is only one. */
  private boolean isLaneFree() {
    Lane lane = window.parts.spokenOf().get();
    return lane == null
        || isSeen(window.shell.lookup(".compared-runs"))
        || window.parts.lanePlaces().of(lane, -1, -1).stream().noneMatch(card()::intersects);
  }

  private Bounds card() {
    Node card = window.shell.lookup(".lesson-card");
    return card.localToScene(card.getLayoutBounds());
  }

  /** Returns the part of the window that shows the lanes, or all of it if a control is meant. */
  private Bounds ground() {
    Node stage = window.shell.lookup(".compared-runs");
    Node lanes = isSeen(stage) ? stage : window.shell.lookup(".swimlanes");
    Bounds place = lanes.localToScene(lanes.getLayoutBounds());
    Node ground = targets().stream().noneMatch(place::intersects) ? window.shell : lanes;
    return ground.localToScene(ground.getLayoutBounds());
  }

  private static boolean isSeen(Node node) {
    return node != null
        && node.isVisible()
        && (node.getParent() == null || isSeen(node.getParent()));
  }

  private String text(String style) {
    return ask(() ->
        Optional.ofNullable(window.shell.lookup(style))
            .map(node -> ((Label) node).getText())
            .orElse(""));
  }
}
