package dev.fenceline.app.window;

import static dev.fenceline.app.window.TestWindow.ask;
import static dev.fenceline.app.window.TestWindow.on;
import static dev.fenceline.app.window.TestWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.TimeRange;
import dev.fenceline.app.workspace.Timecode;
import dev.fenceline.clock.ClockKind;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.ScenarioLibrary;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** Running step by step in the whole window: pause, breakpoints, forks, and sessions as tabs. */
@Timeout(180)
@Tag("slow")
class WindowRunningTest {
  @RegisterExtension private final TestWindow window = new TestWindow();

  @BeforeEach
  void choose() {
    on(() -> window.workspace.runs().scenario().set(ScenarioLibrary.find("ccr").orElseThrow()));
  }

  private OpenSession shown() {
    return Objects.requireNonNull(ask(() -> window.workspace.current().get()));
  }

  private Event last() {
    return shown().timeline().event(shown().timeline().size() - 1);
  }

  private String words() {
    return ask(() -> ((Labeled) node("#running-words")).getText());
  }

  private Node node(String selector) {
    return Objects.requireNonNull(window.scene.lookup(selector), selector);
  }

  private boolean isStanding() {
    return ((Labeled) node("#running-words")).getText().startsWith("Paused at ");
  }

  private void goOn(String action) {
    String before = words();
    window.perform(action);
    until(
        "it stands still again",
        () -> isStanding() && !((Labeled) node("#running-words")).getText().equals(before));
  }

  private void openRunTab() {
    on(() -> {
      for (Node node : window.shell.lookupAll(".tab-pane")) {
        TabPane pane = (TabPane) node;
        pane.getTabs().stream()
            .filter(tab -> "Run".equals(tab.getText()))
            .forEach(tab -> pane.getSelectionModel().select(tab));
      }
    });
    WaitForAsyncUtils.waitForFxEvents();
  }

  private void write(FxRobot robot, String field, String line) {
    robot.clickOn(ask(() -> node(field)));
    on(() -> ((TextField) node(field)).setText(line));
    robot.type(KeyCode.ENTER);
  }

  @Test
  void aRunStopsAtABreakpointThatWasTypedAndGoesOnBitByBit(FxRobot robot) {
    openRunTab();
    write(robot, "#breakpoint", "nvme4 enters FENSING");
    assertThat(
            ask(() ->
                window.seen(
                    "\"FENSING\" is no state of nvme4; its states are NEW, CONNECTING, LIVE,"
                        + " FENCING, FENCED, RESETTING, DELETING, DELETING_NO_IO, DEAD.")))
        .isTrue();
    on(() -> ((TextField) node("#breakpoint")).setText("nvme4 enters fencin"));
    robot.type(KeyCode.DOWN, KeyCode.ENTER);
    assertThat(ask(() -> window.seen("nvme4 enters FENCING"))).isTrue();
    window.perform("run.start");
    until("it stands still", this::isStanding);
    assertThat(last().detail())
        .isInstanceOfSatisfying(
            ControllerEvent.StateChanged.class,
            it -> assertThat(it.to()).isEqualTo(ControllerState.FENCING));
    assertThat(words()).contains("after event").contains(": nvme4 enters FENCING.");
    assertThat(shown().selected().get()).isEqualTo(last().sequence());

    String paused = "The run is paused at " + new Timecode(last().nanos()).seconds() + ". ";
    until(
        "the headline says no more than is known",
        () ->
            headline().startsWith(paused + "So far it is not known whether the data is intact: ")
                && headline().endsWith("fencing has not ended."));

    long before = last().sequence();
    goOn("run.control.step");
    assertThat(last().sequence()).isEqualTo(before + 1);
    goOn("run.control.change");
    assertThat(last().detail().getClass().getSimpleName()).isEqualTo("StateChanged");

    robot.clickOn(ask(() -> node("#breakpoints .button")));
    assertThat(ask(() -> window.seen("nvme4 enters FENCING"))).isFalse();
    window.perform("run.control.pause");
    until("it has ended", () -> window.workspace.runs().live().get() == null);
    window.settle();
    assertThat(words()).startsWith("No run is in progress.");
    until("the headline has the verdict", () -> headline().startsWith("Data intact: "));
  }

  private String headline() {
    return TestWindow.plain(((Labeled) node(".headline .sentence")).getText());
  }

  @Test
  void aFaultIsInjectedIntoAPausedRunAndBothBranchesOfAForkStayOpen(FxRobot robot) {
    window.perform("run.control.begin");
    until("it stands still", this::isStanding);
    OpenSession trunk = shown();
    for (int i = 0; i < 8; i++) {
      goOn("run.control.change");
    }
    long now = last().nanos();
    on(() -> window.workspace.runs().inject(new Fault.Reset("A")));
    window.perform("run.control.pause");
    until("it has ended", () -> window.workspace.runs().live().get() == null);
    window.settle();
    assertThat(trunk.timeline().events())
        .filteredOn(event -> event.detail() instanceof RunEvent.FaultApplied it && it.byHand())
        .singleElement()
        .satisfies(fault -> assertThat(fault.nanos()).isEqualTo(now + 1));

    on(() -> trunk.seek(now + 2_000_000_000L));
    openRunTab();
    write(robot, "#fork-change", "kato");
    assertThat(
            ask(() ->
                window.shell.lookupAll(".bad-words").stream()
                    .map(node -> ((Labeled) node).getText())
                    .filter(text -> !text.isEmpty())
                    .toList()))
        .singleElement()
        .asString()
        .startsWith("Expected a value after \"kato\": 0 s to ");
    write(robot, "#fork-change", "fault path B reset; reconnect-delay 3 s");
    until("the branch is shown", () -> window.workspace.current().get() != trunk);
    OpenSession branch = shown();
    assertThat(branch.title())
        .startsWith(trunk.title() + ", fork at ")
        .endsWith(": fault path B reset, reconnect-delay 3 s");
    assertThat(upTo(branch, now + 2_000_000_000L)).isEqualTo(upTo(trunk, now + 2_000_000_000L));
    assertThat(branch.timeline().events()).isNotEqualTo(trunk.timeline().events());
    assertThat(ask(() -> window.workspace.sessions())).contains(trunk, branch);
    assertThat(ask(() -> branch.view().former().get())).isSameAs(trunk.timeline());

    TabPane tabs = (TabPane) ask(() -> node("#session-tabs"));
    assertThat(ask(() -> tabs.getTabs().stream().map(tab -> tab.getText()).toList()))
        .containsExactly(trunk.title(), branch.title());
    window.perform("view.session.next");
    assertThat(shown()).isSameAs(trunk);
    on(() -> tabs.getSelectionModel().select(1));
    assertThat(shown()).isSameAs(branch);
  }

  private static List<Event> upTo(OpenSession session, long nanos) {
    return session.timeline().events().stream().filter(it -> it.nanos() <= nanos).toList();
  }

  @Test
  void aRunInRealTimeSaysWhyItCannotBePaused() {
    on(() -> window.workspace.runs().clock().set(ClockKind.REAL));
    window.perform("run.start");
    until("it runs", () -> window.workspace.runs().live().get() != null);
    openRunTab();
    assertThat(words()).startsWith("This run cannot be paused. It is in real time");
    assertThat(ask(() -> window.parts.actions().get("run.control.pause").enabled().get()))
        .isFalse();
    assertThat(ask(() -> ((Button) node("#fork-change-take")).isDisabled())).isTrue();
  }

  @Test
  void theLanesFollowARunUntilTheyAreMovedAndAgainWhenAsked() {
    on(() -> window.workspace.runs().clock().set(ClockKind.REAL));
    window.perform("run.start");
    until("it runs", () -> window.workspace.runs().live().get() != null);
    until("there is something", () -> shown().endNanos().get() > 1_500_000_000L);
    on(() -> shown().visible().set(new TimeRange(0, 500_000_000L)));
    long end = ask(() -> shown().endNanos().get());
    until("it has gone on", () -> shown().endNanos().get() > end);
    assertThat(ask(() -> window.workspace.runs().follow().get())).isFalse();
    assertThat(ask(() -> shown().visible().get().fromNanos())).isZero();
    window.perform("run.control.follow");
    until(
        "the lanes are at the end",
        () ->
            // Elastic time keeps the width on the screen, not the length.
            shown().visible().get().toNanos() == shown().endNanos().get()
                && shown().visible().get().fromNanos() > 500_000_000L);
  }
}
