package dev.fenceline.app.window;

import static dev.fenceline.app.window.TestWindow.ask;
import static dev.fenceline.app.window.TestWindow.on;
import static dev.fenceline.app.window.TestWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.clock.ClockKind;
import java.util.Comparator;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.MenuBar;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;

/** What is disabled says why: in menus, on buttons, in the palette and on the page of keys. */
@Timeout(180)
@Tag("slow")
class WindowReasonsTest {
  @RegisterExtension private final TestWindow window = new TestWindow();

  private String whyNot(String action) {
    return ask(() -> window.parts.actions().get(action).whyNot().getValue());
  }

  /** The actions that are disabled without a reason, or enabled with one. */
  private List<String> untold() {
    return ask(() ->
        window.parts.actions().all().stream()
            .filter(action -> action.enabled().get() != action.whyNot().getValue().isEmpty())
            .map(UserAction::id)
            .toList());
  }

  private static void untilSaid(String words) {
    until(
        words,
        () ->
            Window.getWindows().stream()
                .anyMatch(it ->
                    it instanceof Tooltip tip && tip.isShowing() && tip.getText().endsWith(words)));
  }

  @Test
  void everyDisabledActionSaysWhyInEveryState() {
    assertThat(untold()).isEmpty();
    assertThat(whyNot("file.save.now")).isEqualTo("No session is open");
    assertThat(whyNot("run.stop")).isEqualTo("No run is in progress");
    assertThat(whyNot("lessons.play.next")).isEqualTo("No lesson is being played");

    OpenSession session = window.openCcr();
    on(session::selectNothing);
    assertThat(untold()).isEmpty();
    assertThat(whyNot("file.save.now")).isEmpty();
    assertThat(whyNot("edit.follow.cause")).isEqualTo("Nothing is selected");
    assertThat(whyNot("edit.history.undo")).isEqualTo("There is nothing to undo");
    assertThat(whyNot("edit.find.next")).isEqualTo("No filter is set");
    assertThat(whyNot("view.session.next")).isEqualTo("There is no second session");
    on(() -> session.select(40));
    assertThat(whyNot("edit.follow.cause")).isEmpty();
    on(() -> session.seek(session.endNanos().get()));
    assertThat(whyNot("run.control.fork")).isEqualTo("The playhead is at the end of the run");
    on(() -> session.seek(0));
    assertThat(whyNot("run.control.fork")).isEmpty();

    on(() -> window.workspace.runs().clock().set(ClockKind.REAL));
    window.perform("run.start");
    assertThat(untold()).isEmpty();
    assertThat(whyNot("run.start")).isEqualTo("A run is in progress");
    assertThat(whyNot("run.control.pause")).isEqualTo("A run in real time cannot be paused");
    assertThat(whyNot("run.stop")).isEmpty();
    window.perform("run.stop");
    window.settle();
    assertThat(untold()).isEmpty();
    assertThat(whyNot("run.control.pause")).isEqualTo("No run is in progress");
  }

  @Test
  void aDisabledButtonSaysWhyUnderTheMouseAndAnEnabledOneDoesNot(FxRobot robot) {
    robot.moveTo(
        ask(() ->
            window.shell.lookupAll(".button").stream()
                .filter(node -> "run.stop".equals(node.getId()))
                .findFirst()
                .orElseThrow()));
    untilSaid("\nNo run is in progress");
    robot.moveTo(ask(() -> window.shell.lookup(".tool-strip .text-field")));
    until(
        "it is gone",
        () ->
            Window.getWindows().stream()
                .noneMatch(it ->
                    it instanceof Tooltip tip
                        && tip.isShowing()
                        && tip.getText().contains("No run")));
  }

  @Test
  void aDisabledItemOfAMenuSaysWhy(FxRobot robot) {
    window.openCcr();
    robot.clickOn(
        ask(() ->
            ((MenuBar) window.shell.lookup(".menu-bar"))
                .lookupAll(".menu-button").stream()
                    .min(Comparator.comparingDouble(node -> Math.abs(at(node) - edit())))
                    .orElseThrow()));
    robot.moveTo(
        ask(() ->
            ((MenuBar) window.shell.lookup(".menu-bar"))
                .getMenus().get(1).getItems().stream()
                    .filter(item -> "edit.history.undo".equals(item.getId()))
                    .findFirst()
                    .orElseThrow()
                    .getStyleableNode()));
    untilSaid("There is nothing to undo");
    robot.type(KeyCode.ESCAPE);
  }

  private static double at(Node node) {
    return node.localToScene(0, 0).getX();
  }

  /** Where the second menu is. */
  private double edit() {
    return window.shell.lookupAll(".menu-bar .menu-button").stream()
        .mapToDouble(WindowReasonsTest::at)
        .sorted()
        .skip(1)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aKeyThatDoesNothingNowSaysWhyOnce(FxRobot robot) {
    robot.type(KeyCode.W);
    until("the reason", () -> window.seen("No session is open"));
    assertThat(window.seen("Zoom in (W)")).isTrue();
    robot.press(KeyCode.CONTROL).type(KeyCode.Z).release(KeyCode.CONTROL);
    until("the latest reason", () -> window.seen("Undo (Ctrl+Z)"));
    assertThat(window.seen("Zoom in (W)")).as("one reason at a time").isFalse();
    OpenSession session = window.openCcr();
    on(session::selectNothing);
    robot.type(KeyCode.ESCAPE);
    robot.type(KeyCode.W);
    assertThat(window.seen("Zoom in (W)")).as("it zooms").isFalse();
  }

  @Test
  void thePaletteListsDisabledActionsLastWithTheReasonAndStaysOpen(FxRobot robot) {
    window.openCcr();
    window.perform("help.find.action");
    robot.write("undo");
    window.settle();
    assertThat(window.seen("There is nothing to undo")).isTrue();
    robot.type(KeyCode.ENTER);
    window.settle();
    assertThat(ask(() -> window.parts.overlay().isDisplay())).isTrue();
    robot.type(KeyCode.ESCAPE);
  }

  @Test
  void thePageOfKeysSaysWhatDoesNothingNowAndWhy() {
    window.perform("help.find.keys");
    window.settle();
    assertThat(window.seen("No run is in progress")).isTrue();
    assertThat(window.seen("No session is open")).isTrue();
    on(() -> window.parts.overlay().close());
  }

  @Test
  void everyDisabledButtonOfEveryPageHasAReason() {
    assertThat(unexplained()).isEmpty();
    window.openCcr();
    assertThat(unexplained()).isEmpty();
    for (String page :
        List.of(
            "run.scenario.edit",
            "run.report.show",
            "run.serve.show",
            "run.explore.seeds",
            "run.session.compare",
            "run.compare.policies",
            "run.target.connect",
            "lessons.author.show")) {
      window.perform(page);
      assertThat(unexplained()).as(page).isEmpty();
      window.settle();
      assertThat(unexplained()).as(page).isEmpty();
      on(() -> window.parts.overlay().close());
      on(() -> window.parts.pages().leave());
    }
  }

  private List<String> unexplained() {
    return ask(() ->
        window.shell.lookupAll(".button, .menu-button, .toggle-button").stream()
            .filter(node -> node instanceof ButtonBase && node.isDisable())
            .filter(node -> node.getAccessibleHelp() == null || node.getAccessibleHelp().isEmpty())
            .map(Node::toString)
            .toList());
  }
}
