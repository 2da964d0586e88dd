package dev.fenceline.app.window;

import static dev.fenceline.app.window.TestWindow.ask;
import static dev.fenceline.app.window.TestWindow.on;
import static dev.fenceline.app.window.TestWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.feature.WindowParts.Place;
import dev.fenceline.app.workspace.EventText;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.event.Lane;
import dev.fenceline.lesson.LessonLibrary;
import dev.fenceline.lesson.LessonStep;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.RadialGradient;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;

/** A speaker draws, lights, enlarges a lane, reads notes in another window, and shows pages. */
@Timeout(180)
@Tag("slow")
class WindowSpeakerTest {
  private static final int LIGHT_RADIUS = 96;

  @RegisterExtension private final TestWindow window = new TestWindow();

  @Test
  void thePenDrawsAndWhatItDrewVanishesAtTheNextMoment(FxRobot robot) {
    window.openCcr();
    robot.type(KeyCode.HOME, KeyCode.F5);
    window.settle();
    press(robot, KeyCode.CONTROL, KeyCode.P);
    stroke(robot, 300);
    assertThat(isInked()).as("a stroke is seen").isTrue();
    assertThat(seconds()).as("the lanes do not get the mouse").isZero();
    robot.type(KeyCode.BACK_SPACE);
    assertThat(isInked()).as("undone").isFalse();
    stroke(robot, 300);
    stroke(robot, 400);
    robot.type(KeyCode.DELETE);
    assertThat(isInked()).as("cleared").isFalse();
    stroke(robot, 300);
    robot.type(KeyCode.PAGE_DOWN);
    assertThat(isInked()).as("after the next moment").isFalse();

    robot.type(KeyCode.ESCAPE);
    assertThat(isPresenting()).as("the first Escape puts the pen away").isTrue();
    stroke(robot, 300);
    assertThat(isInked()).isFalse();
    robot.type(KeyCode.ESCAPE);
    assertThat(isPresenting()).isFalse();
  }

  @Test
  void whatIsDrawnVanishesAtTheNextStepOfALesson(FxRobot robot) {
    beginLesson("stale-write");
    robot.type(KeyCode.F5);
    window.settle();
    press(robot, KeyCode.CONTROL, KeyCode.P);
    stroke(robot, 200);
    assertThat(isInked()).isTrue();
    robot.type(KeyCode.PAGE_DOWN);
    until("the second step is shown", () -> text(".lesson-count").startsWith("2 of "));
    assertThat(isInked()).isFalse();
  }

  @Test
  void theSpotlightFollowsTheMouse(FxRobot robot) {
    window.openCcr();
    robot.type(KeyCode.F5);
    window.settle();
    press(robot, KeyCode.CONTROL, KeyCode.L);
    for (double x : new double[] {300, 700}) {
      robot.moveTo(x, 400);
      window.settle();
      RadialGradient light = ask(this::light);
      assertThat(light.getRadius()).isEqualTo(LIGHT_RADIUS);
      assertThat(light.getCenterX() * enlargement()).isBetween(x - 1, x + 1);
    }
    press(robot, KeyCode.CONTROL, KeyCode.L);
    assertThat(ask(() -> window.shell.lookup("#present-light").isVisible())).isFalse();
  }

  @Test
  void aLaneIsEnlargedAndShownInTheMiddle(FxRobot robot) {
    window.openCcr();
    on(() -> window.workspace.current().get().select(lastOf("controller 2")));
    window.settle();
    Bounds before = ask(() -> lane("controller 2"));
    robot.type(KeyCode.Z);
    window.settle();
    Bounds after = ask(() -> lane("controller 2"));
    assertThat(after.getHeight()).isEqualTo(2 * before.getHeight());
    Bounds lanes = ask(() -> place(window.parts.region(Place.MIDDLE)));
    assertThat(after.getMinY()).isGreaterThan(lanes.getMinY());
    assertThat(after.getMaxY()).isLessThanOrEqualTo(lanes.getMaxY() + 1);
    robot.type(KeyCode.Z);
    window.settle();
    assertThat(ask(() -> lane("controller 2")).getHeight()).isEqualTo(before.getHeight());
  }

  @Test
  void aClickerTurnsAPageAndMakesItBlack(FxRobot robot) {
    window.openCcr();
    robot.type(KeyCode.F5);
    window.perform("lessons.gallery.show");
    until("the gallery is filled", () -> window.shell.lookup(".gallery-card") != null);
    window.settle();
    robot.type(KeyCode.PAGE_DOWN);
    double turned = ask(this::scrolled);
    assertThat(turned).isPositive();
    robot.type(KeyCode.B);
    assertThat(isSeen(".present-black")).isTrue();
    robot.type(KeyCode.PAGE_DOWN);
    assertThat(isSeen(".present-black")).isFalse();
    assertThat(ask(this::scrolled)).as("the key does nothing else").isEqualTo(turned);
    robot.type(KeyCode.PAGE_UP);
    assertThat(ask(this::scrolled)).isZero();
    robot.type(KeyCode.ESCAPE);
    assertThat(isSeen(".gallery")).isFalse();
    assertThat(isPresenting()).isTrue();
  }

  @Test
  void aClickerGoesOnWithTheLessonThatAPageHasCovered(FxRobot robot) {
    beginLesson("stale-write");
    robot.type(KeyCode.F5);
    window.perform("lessons.gallery.show");
    assertThat(isSeen(".gallery")).isTrue();
    robot.type(KeyCode.PAGE_DOWN);
    until("the second step is shown", () -> text(".lesson-count").startsWith("2 of "));
    assertThat(isSeen(".gallery")).isFalse();
  }

  @Test
  void theNotesInTheirOwnWindowSayWhatComesNextAndPassKeysOn(FxRobot robot) {
    List<LessonStep> steps = LessonLibrary.find("stale-write").orElseThrow().steps();
    beginLesson("stale-write");
    robot.type(KeyCode.F5);
    press(robot, KeyCode.SHIFT, KeyCode.W);
    until("the window is open", () -> notesWindow().isPresent());
    Scene notes = ask(() -> notesWindow().orElseThrow().getScene());
    assertThat(ask(() -> says(notes, steps.getFirst().notes()))).isTrue();
    assertThat(ask(() -> says(notes, "Next: " + steps.get(1).title()))).isTrue();
    assertThat(ask(() -> ((Label) notes.lookup(".speaker-timer")).getText())).startsWith("0:");
    on(() ->
        Event.fireEvent(
            notes.getRoot(),
            new KeyEvent(
                KeyEvent.KEY_PRESSED, "", "", KeyCode.PAGE_DOWN, false, false, false, false)));
    until("the second step is shown", () -> text(".lesson-count").startsWith("2 of "));
    assertThat(ask(() -> says(notes, steps.get(1).title()))).isTrue();
    on(() -> window.parts.presenting().set(false));
    until("the window is closed", () -> notesWindow().isEmpty());
  }

  @Test
  void theKeysPageIsNotCutOnTheRight(FxRobot robot) {
    window.openCcr();
    for (double width : new double[] {800, 1000}) {
      on(() -> window.scene.getWindow().setWidth(width));
      until("the window has its width", () -> window.scene.getWidth() <= width);
      window.perform("help.find.keys");
      window.settle();
      assertThat(ask(this::keys))
          .hasSizeGreaterThan(40)
          .allSatisfy(key -> assertThat(key.getMaxX()).isLessThan(right()));
      assertThat(ask(this::keys).stream().map(Bounds::getMinX).distinct())
          .as("columns at %s pixels", width)
          .hasSize(width < 900 ? 1 : 2);
      robot.type(KeyCode.PAGE_DOWN);
      assertThat(
              ask(() -> ((ScrollPane) window.shell.lookup(".shortcuts .scroll-pane")).getVvalue()))
          .isPositive();
      on(() -> window.parts.overlay().close());
    }
  }

  private List<Bounds> keys() {
    return window.shell.lookupAll(".shortcuts .key").stream()
        .map(WindowSpeakerTest::place)
        .toList();
  }

  private double right() {
    return ask(() -> place(window.shell.lookup(".shortcuts .viewport")).getMaxX()) + 1;
  }

  private void beginLesson(String id) {
    window.perform("lessons.start." + id);
    until("the lesson has begun", () -> isSeen(".lesson-title"));
    window.settle();
  }

  private static void press(FxRobot robot, KeyCode modifier, KeyCode key) {
    robot.press(modifier).type(key).release(modifier);
  }

  private void stroke(FxRobot robot, double y) {
    robot
        .moveTo(300, y)
        .press(MouseButton.PRIMARY)
        .moveTo(500, y + 30)
        .release(MouseButton.PRIMARY);
    window.settle();
  }

  /** Whether anything is drawn on the sheet of glass. */
  private boolean isInked() {
    window.settle();
    return ask(() -> {
      Canvas canvas =
          (Canvas)
              ((Parent) window.shell.lookup("#present-drawing"))
                  .getChildrenUnmodifiable()
                  .getFirst();
      WritableImage image = canvas.snapshot(clear(), null);
      PixelReader pixels = image.getPixelReader();
      for (int y = 0; y < image.getHeight(); y += 2) {
        for (int x = 0; x < image.getWidth(); x += 2) {
          if (pixels.getArgb(x, y) != 0) {
            return true;
          }
        }
      }
      return false;
    });
  }

  private static SnapshotParameters clear() {
    SnapshotParameters parameters = new SnapshotParameters();
    parameters.setFill(Color.TRANSPARENT);
    return parameters;
  }

  private RadialGradient light() {
    Region light = (Region) window.shell.lookup("#present-light");
    return (RadialGradient) light.getBackground().getFills().getFirst().getFill();
  }

  private double enlargement() {
    return ask(() -> window.shell.lookup("#present-light").getLocalToSceneTransform().getMxx());
  }

  private Bounds lane(String name) {
    Lane lane = lane(window.workspace.current().get(), name);
    return window.parts.lanePlaces().of(lane, -1, -1).orElseThrow();
  }

  private static Lane lane(OpenSession session, String name) {
    int size = session.timeline().size();
    for (int i = 0; i < size; i++) {
      if (EventText.where(session.timeline().lane(i)).equals(name)) {
        return session.timeline().lane(i);
      }
    }
    throw new AssertionError("no lane is called " + name);
  }

  private long lastOf(String name) {
    var timeline = Objects.requireNonNull(window.workspace.current().get()).timeline();
    for (int i = timeline.size() - 1; i >= 0; i--) {
      if (EventText.where(timeline.lane(i)).equals(name)) {
        return timeline.event(i).sequence();
      }
    }
    throw new AssertionError("no lane is called " + name);
  }

  private double scrolled() {
    return ((ScrollPane) window.shell.lookup(".gallery .scroll-pane")).getVvalue();
  }

  private static Optional<Window> notesWindow() {
    return Window.getWindows().stream()
        .filter(it -> it instanceof Stage stage && "Speaker notes".equals(stage.getTitle()))
        .findFirst();
  }

  private static boolean says(Scene scene, String text) {
    return scene.getRoot().lookupAll(".label").stream()
        .anyMatch(node -> node instanceof Label label && text.equals(label.getText()));
  }

  private static Bounds place(Node node) {
    return node.localToScene(node.getLayoutBounds());
  }

  private boolean isPresenting() {
    return ask(() -> window.parts.presenting().get());
  }

  private boolean isSeen(String style) {
    return ask(
        () -> Optional.ofNullable(window.shell.lookup(style)).filter(this::isSeen).isPresent());
  }

  private boolean isSeen(Node node) {
    return node.getScene() != null
        && node.isVisible()
        && (node.getParent() == null || isSeen(node.getParent()));
  }

  private long seconds() {
    return ask(() -> window.workspace.current().get().playheadNanos().get()) / 1_000_000_000L;
  }

  private String text(String style) {
    return ask(() ->
        Optional.ofNullable(window.shell.lookup(style))
            .map(node -> ((Label) node).getText())
            .orElse(""));
  }
}
