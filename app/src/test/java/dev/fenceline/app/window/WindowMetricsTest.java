package dev.fenceline.app.window;

import static dev.fenceline.app.window.TestWindow.ask;
import static dev.fenceline.app.window.TestWindow.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.swimlane.layout.TimeScale;
import dev.fenceline.timeline.recovery.Phase;
import dev.fenceline.timeline.recovery.Recoveries;
import java.util.Objects;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;

/** The metrics below the lanes, over their time axis. */
@Timeout(180)
@Tag("slow")
class WindowMetricsTest {
  @RegisterExtension private final TestWindow window = new TestWindow();

  private Node pane() {
    return ask(() -> window.shell.lookup(".metrics"));
  }

  private TimeScale scale() {
    return Objects.requireNonNull(ask(() -> window.workspace.lanesTime().scale().get()));
  }

  @Test
  void theyShareTheAxisOfTheLanesAndMoveThePlayhead(FxRobot robot) {
    OpenSession session = window.openCcr();
    assertThat(pane().isVisible()).as("off until asked for").isFalse();
    robot.press(KeyCode.CONTROL).type(KeyCode.DIGIT4).release(KeyCode.CONTROL);
    window.settle();
    assertThat(pane().isVisible()).isTrue();
    Bounds metrics = ask(() -> pane().localToScene(pane().getBoundsInLocal()));
    Bounds lanes =
        ask(() -> {
          Node node = window.shell.lookup(".swimlanes .lanes");
          return node.localToScene(node.getBoundsInLocal());
        });
    assertThat(metrics.getMinX()).isEqualTo(lanes.getMinX());
    assertThat(metrics.getWidth()).as("the axis is whole").isGreaterThanOrEqualTo(scale().right());
    assertThat(metrics.getMinY()).isGreaterThanOrEqualTo(lanes.getMaxY());
    assertThat(metrics.getHeight()).as("none of it is cut").isGreaterThan(120);

    double x = scale().left() + 200;
    on(() -> pane().fireEvent(click(metrics.getMinX() + x, metrics.getMinY() + 10)));
    window.settle();
    assertThat(ask(() -> session.playheadNanos().get()))
        .isCloseTo(Math.round(scale().nanos(x)), within(1L));
    on(() -> window.workspace.lanesTime().pointer().set(x));
    TimeScale before = scale();
    window.perform("view.zoom.in");
    window.settle();
    assertThat(scale().x(Math.round(before.nanos(x)))).isCloseTo(x, within(1.0));
    assertThat(scale().toNanos() - scale().fromNanos())
        .isLessThan(before.toNanos() - before.fromNanos());
    robot.press(KeyCode.CONTROL).type(KeyCode.DIGIT4).release(KeyCode.CONTROL);
    window.settle();
    assertThat(pane().isVisible()).isFalse();
    assertThat(ask(() -> window.preferences.snapshot().getProperty("pane.metrics")))
        .isEqualTo("hidden");
  }

  /** The lanes keep room for themselves; metrics that do not fit are scrolled. */
  @Test
  void inASmallWindowTheyLeaveRoomForTheLanes() {
    on(() -> {
      window.stage.setWidth(1024);
      window.stage.setHeight(700);
    });
    window.openCcr();
    window.perform("view.pane.metrics");
    window.settle();
    double lanes = ask(() -> ((Region) window.shell.lookup(".swimlanes")).getHeight());
    double metrics =
        ask(() ->
            ((Region) Objects.requireNonNull(pane().getParent()).getParent().getParent())
                .getHeight());
    assertThat(lanes).isGreaterThanOrEqualTo(230);
    assertThat(metrics).isBetween(60.0, 200.0);
  }

  private static MouseEvent click(double x, double y) {
    return new MouseEvent(
        MouseEvent.MOUSE_CLICKED,
        x,
        y,
        0,
        0,
        MouseButton.PRIMARY,
        1,
        false,
        false,
        false,
        false,
        true,
        false,
        false,
        false,
        false,
        true,
        null);
  }

  @Test
  void aClickOnAPhaseAboveTheLanesShowsItsPage(FxRobot robot) {
    window.openCcr();
    Phase fence =
        Recoveries.of(ask(() -> window.workspace.current().get()).timeline())
            .getFirst()
            .phases(Long.MAX_VALUE)
            .stream()
            .filter(it -> it.kind() == Phase.Kind.FENCE)
            .findFirst()
            .orElseThrow();
    double x = scale().x((fence.fromNanos() + fence.toNanos()) / 2);
    Point2D strip =
        Objects.requireNonNull(
            ask(() -> window.shell.lookup(".swimlanes .lanes").localToScreen(x, 26)));
    robot.clickOn(strip);
    window.settle();
    assertThat(ask(() -> window.seen("Phase: " + fence.label()))).isTrue();
    assertThat(ask(() -> window.seen("Phase after"))).isTrue();
    robot.type(KeyCode.ESCAPE);
    window.settle();
    assertThat(ask(() -> window.seen("Phase: " + fence.label()))).isFalse();
  }
}
