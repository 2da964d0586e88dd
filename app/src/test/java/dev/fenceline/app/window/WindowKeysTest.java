package dev.fenceline.app.window;

import static dev.fenceline.app.window.TestWindow.ask;
import static dev.fenceline.app.window.TestWindow.on;
import static dev.fenceline.app.window.TestWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.TimeRange;
import java.util.concurrent.TimeUnit;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;

/** Keys and clicks in the whole window: they act on the session wherever the focus is. */
@Timeout(180)
@Tag("slow")
class WindowKeysTest {
  @RegisterExtension private final TestWindow window = new TestWindow();

  private static long millis(long count) {
    return TimeUnit.MILLISECONDS.toNanos(count);
  }

  @Test
  void aStepStartsWhereThePlayheadIs(FxRobot robot) {
    OpenSession session = window.openCcr();
    on(() -> session.select(40));
    on(() -> session.seek(millis(12_153)));
    robot.type(KeyCode.RIGHT);
    long next = ask(() -> session.selectedEvent().orElseThrow().nanos());
    assertThat(next).isGreaterThan(millis(12_153)).isLessThan(millis(12_300));
    assertThat(ask(() -> session.playheadNanos().get())).isEqualTo(next);
    long selected = ask(() -> session.selected().get());
    robot.type(KeyCode.RIGHT);
    assertThat(ask(() -> session.selected().get())).isEqualTo(selected + 1);
    on(() -> session.seek(millis(12_153)));
    robot.type(KeyCode.LEFT);
    assertThat(ask(() -> session.selectedEvent().orElseThrow().nanos()))
        .isLessThanOrEqualTo(millis(12_153))
        .isGreaterThan(millis(12_000));
  }

  @Test
  void homeSpaceAndArrowsWorkAfterAClickAnywhere(FxRobot robot) {
    OpenSession session = window.openCcr();
    for (String place : new String[] {".library", ".kernel-log", ".inspector", "#lower-tabs"}) {
      robot.clickOn(ask(() -> window.shell.lookup(place)));
      on(session::selectNothing);
      on(() -> session.seek(millis(12_153)));
      robot.type(KeyCode.HOME);
      assertThat(ask(() -> session.playheadNanos().get())).as("Home after %s", place).isZero();
      robot.type(KeyCode.RIGHT);
      assertThat(ask(() -> session.selected().get())).as("step after %s", place).isEqualTo(1);
      robot.type(KeyCode.SPACE);
      until("it plays after " + place, () -> session.playheadNanos().get() > millis(10));
      robot.type(KeyCode.SPACE);
      long paused = ask(() -> session.playheadNanos().get());
      window.settle();
      assertThat(ask(() -> session.playheadNanos().get())).isEqualTo(paused);
    }
  }

  @Test
  void spacePressesAButtonThatTheKeyboardHasReached(FxRobot robot) {
    OpenSession session = window.openCcr();
    Node heading = ask(() -> window.shell.lookup(".section-heading"));
    on(() -> window.shell.lookup(".tool-strip .text-field").requestFocus());
    for (int tabs = 0; tabs < 6 && !heading.equals(ask(window.scene::getFocusOwner)); tabs++) {
      robot.type(KeyCode.TAB);
    }
    assertThat(ask(window.scene::getFocusOwner)).isSameAs(heading);
    on(() -> session.seek(0));
    double unfolded = ask(() -> window.shell.lookup(".section-arrow").getRotate());
    robot.type(KeyCode.SPACE);
    assertThat(ask(() -> window.shell.lookup(".section-arrow").getRotate())).isNotEqualTo(unfolded);
    assertThat(ask(() -> session.playheadNanos().get())).isZero();
  }

  @Test
  void aTypedBlankIsTextAndDoesNotPlay(FxRobot robot) {
    OpenSession session = window.openCcr();
    on(() -> session.seek(0));
    long selected = ask(() -> session.selected().get());
    window.perform("edit.find.focus");
    robot.write("keep alive");
    assertThat(ask(() -> session.filter().get())).isEqualTo("keep alive");
    window.settle();
    assertThat(ask(() -> session.playheadNanos().get())).isZero();
    assertThat(ask(() -> session.selected().get()))
        .as("finding selects nothing")
        .isEqualTo(selected);
  }

  @Test
  void escapeClearsTheMeasurementThenTheSelectionWhereverTheFocusIs(FxRobot robot) {
    OpenSession session = window.openCcr();
    for (String place : new String[] {".library", ".kernel-log", ".text-field"}) {
      robot.clickOn(ask(() -> window.shell.lookup(place)));
      on(() -> session.select(40));
      on(() -> session.measured().set(new TimeRange(0, millis(100))));
      robot.type(KeyCode.ESCAPE);
      assertThat(ask(() -> session.measured().get())).as(place).isNull();
      assertThat(ask(() -> session.selected().get())).as(place).isEqualTo(40);
      robot.type(KeyCode.ESCAPE);
      assertThat(ask(() -> session.selected().get())).as(place).isEqualTo(OpenSession.NOTHING);
    }
  }

  @Test
  void aTooltipDoesNotEatEscape(FxRobot robot) {
    OpenSession session = window.openCcr();
    Point2D bar = longBar();
    robot.moveTo(bar);
    robot.moveBy(2, 0);
    until("a tooltip is shown", WindowKeysTest::isTipShown);
    on(() -> session.measured().set(null));
    on(() -> session.select(40));
    robot.type(KeyCode.ESCAPE);
    assertThat(ask(() -> session.selected().get())).isEqualTo(OpenSession.NOTHING);
    assertThat(ask(WindowKeysTest::isTipShown)).isFalse();
  }

  private static boolean isTipShown() {
    return Window.getWindows().stream().anyMatch(it -> it instanceof Tooltip && it.isShowing());
  }

  /** The middle of the bar of nvme3, which is live for the whole session. */
  private Point2D longBar() {
    return ask(() -> {
      Node lanes = window.shell.lookup(".swimlanes");
      ((ScrollBar) lanes.lookup(".scroll-bar")).setValue(0);
      return lanes.localToScreen(lanes.getBoundsInLocal().getWidth() * 0.4, 168);
    });
  }

  @Test
  void aClickOnALongBarSelectsItAndNothingJumps(FxRobot robot) {
    OpenSession session = window.openCcr();
    TimeRange zoomed = new TimeRange(millis(12_000), millis(15_000));
    on(() -> session.visible().set(zoomed));
    on(session::selectNothing);
    window.settle();
    robot.clickOn(longBar());
    assertThat(ask(() -> session.selectedEvent().orElseThrow().nanos()))
        .as("the bar began before what is shown")
        .isLessThan(millis(12_000));
    assertThat(ask(() -> session.visible().get())).isEqualTo(zoomed);
    assertThat(ask(() -> session.playheadNanos().get())).isBetween(millis(12_000), millis(15_000));
  }

  @Test
  void homeShowsTheStartAgain(FxRobot robot) {
    OpenSession session = window.openCcr();
    on(() -> session.visible().set(new TimeRange(millis(12_000), millis(15_000))));
    window.settle();
    robot.type(KeyCode.HOME);
    assertThat(ask(() -> session.visible().get().fromNanos())).isZero();
  }

  @Test
  void escapeLeavesThePageOfTheReport(FxRobot robot) {
    window.openCcr();
    window.perform("run.report.show");
    robot.type(KeyCode.ESCAPE);
    assertThat(ask(() -> window.shell.lookup(".report"))).isNull();
  }

  @Test
  void escapeOnASheetClosesTheSheetAndKeepsTheSelection(FxRobot robot) {
    OpenSession session = window.openCcr();
    on(() -> session.select(40));
    window.perform("help.find.keys");
    robot.type(KeyCode.ESCAPE);
    window.settle();
    assertThat(ask(() -> window.parts.overlay().isDisplay())).isFalse();
    assertThat(ask(() -> session.selected().get())).isEqualTo(40);
  }
}
