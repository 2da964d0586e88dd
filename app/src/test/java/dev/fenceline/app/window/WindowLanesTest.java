package dev.fenceline.app.window;

import static dev.fenceline.app.window.TestWindow.ask;
import static dev.fenceline.app.window.TestWindow.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Preferences.Pane;
import dev.fenceline.app.workspace.TimeRange;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.session.SessionNote;
import dev.fenceline.swimlane.layout.Arrangement;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;

/** Arranging the lanes and the panes around them. */
@Timeout(180)
@Tag("slow")
class WindowLanesTest {
  private static final Path BASELINE = Path.of("../sessions/baseline.fenceline");

  @RegisterExtension private final TestWindow window = new TestWindow();

  private OpenSession openWithNvme4Selected() {
    OpenSession session = window.open(BASELINE);
    Event created =
        session.timeline().events().stream()
            .filter(event -> event.detail() instanceof ControllerEvent.Created)
            .filter(event -> event.lane().plainName().equals("nvme4"))
            .findFirst()
            .orElseThrow();
    on(() -> session.select(created.sequence()));
    window.settle();
    return session;
  }

  private static Arrangement lanes(OpenSession session) {
    return ask(() -> session.view().arrangement().get());
  }

  /** A point of the names of the lanes, so many pixels below the top of the lanes. */
  private Point2D name(double y) {
    return ask(() -> {
      Node lanes = window.shell.lookup(".swimlanes");
      return Objects.requireNonNull(lanes.localToScreen(60, y));
    });
  }

  private boolean isScrolled() {
    return ask(() -> window.shell.lookup(".swimlanes").lookup(".scroll-bar").isVisible());
  }

  @Test
  void causeAndHarmOfTheBaselineFitALaptop(FxRobot robot) {
    on(() -> window.scene.getWindow().setHeight(800));
    OpenSession session = window.open(BASELINE);
    assertThat(isScrolled()).isTrue();
    robot.press(KeyCode.CONTROL).type(KeyCode.DIGIT3).release(KeyCode.CONTROL);
    robot.type(KeyCode.K);
    window.settle();
    assertThat(isScrolled()).as("something of the lanes is out of sight").isFalse();
    assertThat(lanes(session).low()).contains("host/nvme4", "target/2.1");
    robot.type(KeyCode.K);
    assertThat(lanes(session).low()).isEmpty();
  }

  @Test
  void aPaneComesBackAsItWas(FxRobot robot) {
    window.open(BASELINE);
    SplitPane all = ask(() -> (SplitPane) window.shell.lookup(".split-pane"));
    double[] before = ask(all::getDividerPositions);
    robot.press(KeyCode.CONTROL).type(KeyCode.DIGIT1).release(KeyCode.CONTROL);
    window.settle();
    assertThat(ask(() -> window.shell.lookup(".library"))).isNull();
    assertThat(ask(() -> window.preferences.snapshot().getProperty("pane.library")))
        .isEqualTo("hidden");
    on(() -> window.preferences.shown(Pane.LIBRARY).set(true));
    window.settle();
    double[] after = ask(all::getDividerPositions);
    assertThat(after).hasSize(before.length);
    for (int i = 0; i < before.length; i++) {
      assertThat(after[i]).isCloseTo(before[i], within(0.02));
    }
  }

  @Test
  void theLaneOfTheSelectionIsHiddenPinnedMovedAndBroughtBackByKeys(FxRobot robot) {
    OpenSession session = openWithNvme4Selected();
    robot.press(KeyCode.ALT).type(KeyCode.UP).release(KeyCode.ALT);
    assertThat(lanes(session).order()).containsExactly("workload/di", "host/nvme4", "host/nvme3");
    robot.type(KeyCode.P);
    assertThat(lanes(session).pinned()).containsExactly("host/nvme4");
    robot.type(KeyCode.P);
    assertThat(lanes(session).pinned()).isEmpty();
    robot.type(KeyCode.H);
    assertThat(lanes(session).hidden()).containsExactly("host/nvme4");
    OpenSession again = ask(() -> OpenSession.of(session.toSession()));
    assertThat(lanes(again)).isEqualTo(lanes(session));
    robot.press(KeyCode.SHIFT).type(KeyCode.H).release(KeyCode.SHIFT);
    assertThat(lanes(session)).isEqualTo(Arrangement.NONE);
  }

  @Test
  void aClickOnAHeadingFoldsItsLanes(FxRobot robot) {
    OpenSession session = window.open(BASELINE);
    on(session::selectNothing);
    on(() -> ((ScrollBar) scrollBar()).setValue(0));
    window.settle();
    robot.clickOn(name(85));
    assertThat(lanes(session).folded()).containsExactly("HOST");
    robot.clickOn(name(85));
    assertThat(lanes(session).folded()).isEmpty();
  }

  private Node scrollBar() {
    return window.shell.lookup(".swimlanes").lookup(".scroll-bar");
  }

  @Test
  void theMenuOfALaneActsOnThatLane(FxRobot robot) {
    OpenSession session = window.open(BASELINE);
    on(session::selectNothing);
    on(() -> ((ScrollBar) scrollBar()).setValue(0));
    window.settle();
    robot.rightClickOn(name(120));
    List<MenuItem> items =
        ask(() ->
            Window.getWindows().stream()
                .filter(it -> it instanceof ContextMenu && it.isShowing())
                .flatMap(it -> ((ContextMenu) it).getItems().stream())
                .toList());
    MenuItem hide =
        items.stream()
            .filter(item -> "Hide the lane  H".equals(item.getText()))
            .findFirst()
            .orElseThrow();
    on(hide::fire);
    assertThat(lanes(session).hidden()).containsExactly("workload/di");
  }

  @Test
  void aNoteIsWrittenOnTheTimelineEditedInPlaceAndUndone(FxRobot robot) {
    OpenSession session = window.open(BASELINE);
    on(session::selectNothing);
    on(() -> session.seek(12_510_000_000L));
    robot.type(KeyCode.M);
    robot.write("here");
    robot.type(KeyCode.ENTER);
    window.settle();
    assertThat(texts(session)).containsExactly("here");
    Point2D flag =
        ask(() -> {
          Node field = window.shell.lookup(".note-field");
          return Objects.requireNonNull(
              field.getParent().localToScreen(field.getLayoutX() + 14, field.getLayoutY() + 6));
        });
    robot.clickOn(flag);
    robot.write("there");
    robot.type(KeyCode.ENTER);
    assertThat(texts(session)).containsExactly("there");
    robot.press(KeyCode.CONTROL).type(KeyCode.Z).release(KeyCode.CONTROL);
    assertThat(texts(session)).containsExactly("here");
    robot.press(KeyCode.CONTROL).type(KeyCode.Y).release(KeyCode.CONTROL);
    assertThat(texts(session)).as("Ctrl+Y is Redo too").containsExactly("there");
    robot.press(KeyCode.CONTROL).type(KeyCode.Z).release(KeyCode.CONTROL);
    robot.type(KeyCode.M);
    robot.write("no");
    robot.type(KeyCode.ESCAPE);
    assertThat(texts(session)).containsExactly("here");
  }

  @Test
  void aNoteOnAMeasuredRangeIsKeptWithItsRange(FxRobot robot) {
    OpenSession session = window.open(BASELINE);
    on(() -> session.measured().set(new TimeRange(12_000_000_000L, 13_000_000_000L)));
    robot.type(KeyCode.M);
    robot.write("retries");
    robot.type(KeyCode.ENTER);
    SessionNote note = ask(() -> session.toSession().notes().getLast());
    assertThat(note.nanos()).isEqualTo(12_000_000_000L);
    assertThat(note.toNanos()).isEqualTo(13_000_000_000L);
  }

  private static List<String> texts(OpenSession session) {
    return ask(() -> session.notes().stream().map(SessionNote::text).toList());
  }
}
