package dev.fenceline.app.window;

import static dev.fenceline.app.window.TestWindow.ask;
import static dev.fenceline.app.window.TestWindow.on;
import static dev.fenceline.app.window.TestWindow.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.TimeRange;
import dev.fenceline.app.workspace.Timecode;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.layout.TimeScale;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.VerticalDirection;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.Tooltip;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.text.Text;
import javafx.stage.Window;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** Moving along the time of a session and measuring it, with mouse and keys. */
@Timeout(180)
@Tag("slow")
class WindowMovingTest {
  private static final int ATTEMPTS = 20;
  private static final int RULER_WIDTH = 60;
  private static final int RULER_HEIGHT = 60;

  @RegisterExtension private final TestWindow window = new TestWindow();

  private static long millis(long millis) {
    return millis * 1_000_000;
  }

  private static TimeRange visible(OpenSession session) {
    return ask(() -> session.visible().get());
  }

  /** A point of the overview, by the part of the session that lies before it. */
  private Point2D overview(double part) {
    return ask(() -> {
      Node lanes = window.shell.lookup(".swimlanes");
      Bounds all = lanes.getBoundsInLocal();
      double width = all.getWidth() - LaneLayout.NAME_WIDTH - LaneLayout.RIGHT_MARGIN;
      return Objects.requireNonNull(
          lanes.localToScreen(LaneLayout.NAME_WIDTH + part * width, all.getHeight() - 25));
    });
  }

  private void drag(FxRobot robot, Point2D from, Point2D to) {
    robot.moveTo(from).press(MouseButton.PRIMARY);
    robot.moveTo(from.midpoint(to)).moveTo(to).release(MouseButton.PRIMARY);
    window.settle();
  }

  @Test
  void theBrushOfTheOverviewIsDrawnMovedAndResized(FxRobot robot) {
    OpenSession session = window.openCcr();
    window.perform("view.zoom.whole");
    long end = ask(() -> session.endNanos().get());
    drag(robot, overview(0.2), overview(0.4));
    TimeRange drawn = visible(session);
    assertThat((double) drawn.fromNanos() / end).isCloseTo(0.2, within(0.01));
    assertThat((double) drawn.toNanos() / end).isCloseTo(0.4, within(0.01));
    drag(robot, overview(0.3), overview(0.5));
    TimeRange moved = visible(session);
    assertThat((double) moved.fromNanos() / end).isCloseTo(0.4, within(0.01));
    assertThat((double) moved.lengthNanos() / drawn.lengthNanos()).isCloseTo(1, within(0.001));
    drag(robot, overview(0.6), overview(0.8));
    TimeRange resized = visible(session);
    assertThat(resized.fromNanos()).isEqualTo(moved.fromNanos());
    assertThat((double) resized.toNanos() / end).isCloseTo(0.8, within(0.01));
    robot.clickOn(overview(0.2));
    TimeRange centred = visible(session);
    assertThat((double) (centred.fromNanos() + centred.toNanos()) / 2 / end)
        .isCloseTo(0.2, within(0.01));
  }

  @Test
  void wheelAndKeysZoomAtTheCursorAndPan(FxRobot robot) {
    OpenSession session = window.openCcr();
    window.perform("view.zoom.whole");
    Bounds lanes =
        ask(() -> {
          Node node = window.shell.lookup(".swimlanes .lanes");
          return node.localToScreen(node.getBoundsInLocal());
        });
    double x = LaneLayout.NAME_WIDTH + 250;
    int[] ruler = ruler(x);
    robot.moveTo(lanes.getMinX() + x, lanes.getMinY() + 150);
    long under = Math.round(scale().nanos(x));
    assertThat(ask(() -> window.workspace.lanesTime().underPointer().map(Timecode::seconds)))
        .contains(new Timecode(under).seconds());
    assertThat(ruler(x)).as("the time under the mouse stands on the ruler").isNotEqualTo(ruler);
    double whole = units(scale());

    robot.scroll(2, VerticalDirection.UP);
    double wheeled = units(scale());
    assertThat(wheeled).isLessThan(whole);
    assertThat(scale().x(under)).as("what was under the cursor").isCloseTo(x, within(2.0));
    type(KeyCode.W);
    double nearer = units(scale());
    assertThat(nearer).isLessThan(wheeled);
    assertThat(scale().x(under)).isCloseTo(x, within(2.0));
    type(KeyCode.S);
    assertThat(units(scale())).isGreaterThan(nearer);

    long from = visible(session).fromNanos();
    type(KeyCode.D);
    long later = visible(session).fromNanos();
    assertThat(later).isGreaterThan(from);
    type(KeyCode.A);
    assertThat(visible(session).fromNanos()).isLessThan(later);
  }

  /** Returns what is drawn on the ruler at an x of the lanes. */
  private int[] ruler(double x) {
    window.settle();
    return ask(() -> {
      WritableImage drawn = window.shell.lookup(".swimlanes .lanes").snapshot(null, null);
      int[] pixels = new int[RULER_WIDTH * RULER_HEIGHT];
      drawn
          .getPixelReader()
          .getPixels(
              (int) x - RULER_WIDTH / 2,
              0,
              RULER_WIDTH,
              RULER_HEIGHT,
              PixelFormat.getIntArgbInstance(),
              pixels,
              0,
              RULER_WIDTH);
      return pixels;
    });
  }

  private TimeScale scale() {
    window.settle();
    return Objects.requireNonNull(ask(() -> window.workspace.lanesTime().scale().get()));
  }

  /** Returns how much time is shown. */
  private static double units(TimeScale scale) {
    return scale.toNanos() - scale.fromNanos();
  }

  @Test
  void viewsAreGoneBackAndForward(FxRobot robot) {
    OpenSession session = window.openCcr();
    window.perform("view.zoom.whole");
    TimeRange whole = visible(session);
    drag(robot, overview(0.2), overview(0.4));
    TimeRange drawn = visible(session);
    robot.press(KeyCode.ALT).type(KeyCode.LEFT).release(KeyCode.ALT);
    assertThat(visible(session)).isEqualTo(whole);
    robot.press(KeyCode.ALT).type(KeyCode.RIGHT).release(KeyCode.ALT);
    assertThat(visible(session)).isEqualTo(drawn);
  }

  @Test
  void markersAreSetByKeysAndKeptInTheFile(FxRobot robot) {
    OpenSession session = window.openCcr();
    on(() -> session.seek(millis(12_000)));
    robot.press(KeyCode.SHIFT).type(KeyCode.A).release(KeyCode.SHIFT);
    on(() -> session.seek(millis(14_000)));
    robot.press(KeyCode.SHIFT).type(KeyCode.B).release(KeyCode.SHIFT);
    assertThat(ask(() -> session.view().markerA().get())).isEqualTo(millis(12_000));
    assertThat(ask(() -> session.view().markerB().get())).isEqualTo(millis(14_000));
    OpenSession again = ask(() -> OpenSession.of(session.toSession()));
    assertThat(ask(() -> again.view().markerB().get())).isEqualTo(millis(14_000));
    robot.press(KeyCode.SHIFT).type(KeyCode.X).release(KeyCode.SHIFT);
    assertThat(ask(() -> session.view().markerA().get())).isNull();
  }

  @Test
  void aTypedTimeIsGoneTo(FxRobot robot) {
    OpenSession session = window.openCcr();
    on(() -> session.visible().set(new TimeRange(0, millis(1000))));
    robot.type(KeyCode.G);
    robot.write("12.51");
    robot.type(KeyCode.ENTER);
    window.settle();
    assertThat(ask(() -> session.playheadNanos().get())).isEqualTo(millis(12_510));
    assertThat(visible(session).contains(millis(12_510))).isTrue();
    assertThat(ask(() -> window.shell.lookup(".jump"))).isNull();
  }

  @Test
  void aTimeThatIsNoneIsRefusedWithItsReason(FxRobot robot) {
    OpenSession session = window.openCcr();
    on(() -> session.seek(0));
    robot.type(KeyCode.G);
    robot.write("soon");
    robot.type(KeyCode.ENTER);
    assertThat(ask(() -> window.shell.lookupAll(".jump .bad-words").toString()))
        .contains("\"soon\" is not a time.");
    robot.type(KeyCode.BACK_SPACE, 4);
    robot.write("1:00:");
    robot.type(KeyCode.BACK_SPACE, 1);
    robot.type(KeyCode.ENTER);
    assertThat(ask(() -> window.shell.lookupAll(".jump .bad-words").toString()))
        .contains("The session goes from 0 s to 2");
    assertThat(ask(() -> session.playheadNanos().get())).isZero();
  }

  @Test
  void aDoubleClickOnAPhaseShowsThatPhase(FxRobot robot) {
    OpenSession session = window.openCcr();
    window.perform("view.zoom.whole");
    window.perform("view.scale.linear");
    window.settle();
    Point2D strip =
        ask(() -> {
          Node lanes = window.shell.lookup(".swimlanes");
          double width = lanes.getBoundsInLocal().getWidth() - LaneLayout.NAME_WIDTH;
          double end = session.endNanos().get();
          return Objects.requireNonNull(
              lanes.localToScreen(LaneLayout.NAME_WIDTH + width * millis(18_000) / end, 25));
        });
    robot.doubleClickOn(strip);
    TimeRange seen = visible(session);
    assertThat(seen.fromNanos()).isBetween(millis(10_000), millis(15_000));
    assertThat(seen.contains(millis(18_000))).isTrue();
    assertThat(seen.lengthNanos()).isBetween(millis(10_000), millis(14_000));
    on(session::selectNothing);
    robot.type(KeyCode.F);
    assertThat(visible(session)).isEqualTo(new TimeRange(0, ask(() -> session.endNanos().get())));
  }

  /** The middle of the bar of nvme3, which is live for the whole session. */
  private Point2D longBar() {
    return ask(() -> {
      Node lanes = window.shell.lookup(".swimlanes");
      ((ScrollBar) lanes.lookup(".scroll-bar")).setValue(0);
      return Objects.requireNonNull(
          lanes.localToScreen(lanes.getBoundsInLocal().getWidth() * 0.4, 168));
    });
  }

  @Test
  void theMenuOfAnItemFindsWhatBelongsToItsLane(FxRobot robot) {
    OpenSession session = window.openCcr();
    openMenu(robot);
    choose("Find events of nvme3");
    assertThat(ask(() -> session.filter().get())).isEqualTo("lane:\"host/nvme3\"");
    openMenu(robot);
    choose("Set marker A here");
    assertThat(ask(() -> session.view().markerA().get()))
        .isEqualTo(ask(() -> session.playheadNanos().get()));
    openMenu(robot);
    choose("Copy the text");
    assertThat(ask(() -> Clipboard.getSystemClipboard().getString()))
        .contains("nvme3", " s to the end of the session", "nvme3, path A");
  }

  /** Opens the menu of the bar: as often as it takes until the lanes have been drawn. */
  private void openMenu(FxRobot robot) {
    repeat(
        "a menu is shown",
        () -> robot.rightClickOn(longBar()),
        () -> Window.getWindows().stream().anyMatch(ContextMenu.class::isInstance));
  }

  /** Does what a person does again if nothing happens, for example before the first frame. */
  private static void repeat(String what, Runnable action, Callable<Boolean> condition) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      action.run();
      try {
        WaitForAsyncUtils.waitFor(2, TimeUnit.SECONDS, () -> ask(condition));
        return;
      } catch (TimeoutException again) {
        assertThat(attempt).as(what).isLessThan(ATTEMPTS);
      }
    }
  }

  private static void choose(String words) {
    on(() ->
        Window.getWindows().stream()
            .filter(ContextMenu.class::isInstance)
            .filter(Window::isShowing)
            .flatMap(menu -> ((ContextMenu) menu).getItems().stream())
            .filter(item -> words.equals(item.getText()))
            .findFirst()
            .orElseThrow()
            .fire());
  }

  @Test
  void theCardOfAnItemSaysWhatWhenHowLongAndWhere(FxRobot robot) {
    window.openCcr();
    repeat(
        "a card is shown",
        () -> robot.moveTo(longBar()).moveBy(2, 0),
        () -> !cardTexts().isEmpty());
    assertThat(ask(WindowMovingTest::cardTexts))
        .anyMatch(text -> text.endsWith(" s to the end of the session"))
        .contains("Lasted", "nvme3, path A");
    double height =
        ask(() ->
            Window.getWindows().stream()
                .filter(Tooltip.class::isInstance)
                .findFirst()
                .orElseThrow()
                .getHeight());
    assertThat(height).isLessThan(300);
  }

  private static List<String> cardTexts() {
    return Window.getWindows().stream()
        .filter(it -> it instanceof Tooltip && it.isShowing())
        .flatMap(it -> it.getScene().getRoot().lookupAll("Text").stream())
        .filter(Text.class::isInstance)
        .map(it -> ((Text) it).getText())
        .toList();
  }
}
