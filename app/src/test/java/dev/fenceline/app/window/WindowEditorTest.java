package dev.fenceline.app.window;

import static dev.fenceline.app.window.TestWindow.ask;
import static dev.fenceline.app.window.TestWindow.on;
import static dev.fenceline.app.window.TestWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** The scenario editor in the whole window. */
@Timeout(180)
@Tag("slow")
class WindowEditorTest {
  @RegisterExtension private final TestWindow window = TestWindow.withPreferences();

  private Node byId(String id) {
    return window.shell.lookupAll("*").stream()
        .filter(node -> id.equals(node.getId()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing is called " + id));
  }

  private String value(String place) {
    return ask(() -> ((TextField) byId("editor-" + place)).getText());
  }

  private void write(String place, String text) {
    on(() -> ((TextField) byId("editor-" + place)).setText(text));
    WaitForAsyncUtils.waitForFxEvents();
  }

  private boolean canRun() {
    return ask(() -> !((Button) byId("editor-run")).isDisabled());
  }

  @Test
  void aShippedScenarioIsEditedCheckedAndRun(FxRobot robot) {
    window.perform("run.scenario.edit");
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(value("host.kato")).isEqualTo("5 s");
    assertThat(canRun()).isTrue();

    write("host.kato", "five");
    assertThat(canRun()).isFalse();
    assertThat(
            ask(() ->
                window.seen(
                    "\"five\" is not a time; write a number and a unit, such as"
                        + " \"5 s\" or \"100 us\"")))
        .isTrue();
    assertThat(ask(() -> byId("editor-host.kato").getPseudoClassStates().toString()))
        .contains("wrong");
    write("host.kato", "10 s");
    assertThat(canRun()).isTrue();
    assertThat(ask(() -> window.seen("None: the scenario can run."))).isTrue();

    on(() -> byId("fault-bar-1").requestFocus());
    robot.type(KeyCode.RIGHT, 5);
    assertThat(value("faults[1].at")).isEqualTo("6.5 s + random 1 s");
    assertThat(value("faults[1].until")).isEqualTo("15 s");

    on(() ->
        ((MenuButton) byId("editor-add-fault"))
            .getItems().stream()
                .filter(item -> item.getText().startsWith("reset:"))
                .forEach(item -> item.fire()));
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(value("faults[2].at")).isEqualTo("5 s");
    on(() -> byId("fault-bar-2").requestFocus());
    robot.type(KeyCode.DELETE);
    assertThat(
            ask(() ->
                window.shell.lookupAll("*").stream()
                    .noneMatch(node -> "editor-faults[2].at".equals(node.getId()))))
        .isTrue();

    on(() -> ((Button) byId("editor-run")).fire());
    until("the run is shown", () -> window.workspace.current().get() != null);
    Scenario ran =
        ScenarioReader.recorded(
            Objects.requireNonNull(ask(() -> window.workspace.current().get()).header().scenario()),
            "the session");
    assertThat(ran.host().katoMillis()).isEqualTo(10_000);
  }

  @Test
  void aBarIsDraggedWithTheMouse(FxRobot robot) {
    window.perform("run.scenario.edit");
    WaitForAsyncUtils.waitForFxEvents();
    String before = value("faults[1].at");
    robot.drag(ask(() -> byId("fault-bar-1"))).moveBy(60, 0).drop();
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(value("faults[1].at")).isNotEqualTo(before).endsWith(" s + random 1 s");
  }

  private Path draft() {
    return window.drafts().resolve("999999999-1-1.scenario.json");
  }

  private List<Path> drafts() throws IOException {
    try (Stream<Path> files = Files.list(draft().resolveSibling(""))) {
      return files.toList();
    }
  }

  private void untilAsked(String words) {
    until(words, () -> window.says(words));
  }

  private void answer(String id) {
    on(() -> ((Button) byId(id)).fire());
    window.settle();
  }

  @Test
  void aChangedScenarioIsAskedAboutWhenTheProgramEnds() throws IOException {
    window.perform("run.scenario.edit");
    write("host.kato", "10 s");
    window.settle();
    assertThat(drafts()).hasSize(1);
    assertThat(Files.readString(drafts().getFirst())).contains("\"kato\" : \"10 s\"");

    Stage stage = window.parts.stage();
    on(() -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
    untilAsked("CCR via survivor, in the scenario editor: changed");
    answer("closing-cancel");
    assertThat(ask(stage::isShowing)).isTrue();
    assertThat(value("host.kato")).isEqualTo("10 s");

    write("host.kato", "ten");
    window.perform("file.window.quit");
    untilAsked("CCR via survivor, in the scenario editor: changed, but it cannot run yet");
    answer("closing-discard");
    until("it is gone", () -> !stage.isShowing());
    assertThat(drafts()).isEmpty();
  }

  @Test
  void nothingIsAskedAboutAScenarioThatIsAsBefore() {
    window.perform("run.scenario.edit");
    write("host.kato", "10 s");
    write("host.kato", "5 s");
    window.perform("file.window.quit");
    assertThat(ask(() -> window.parts.stage().isShowing())).isFalse();
  }

  @Test
  void aScenarioThatAnEarlierProgramLeftBehindIsEditedAgainAndSaved() throws IOException {
    window.perform("run.scenario.edit");
    write("host.kato", "10 s");
    window.settle();
    String left = Files.readString(drafts().getFirst());
    on(() -> ((Button) byId("editor-undo")).fire());
    window.settle();
    window.close();

    Files.writeString(draft(), left);
    window.show();
    on(() -> window.parts.start(""));
    until("the old draft is gone", () -> !Files.exists(draft()));
    assertThat(drafts()).hasSize(1);
    window.perform("run.scenario.edit");
    assertThat(value("host.kato")).isEqualTo("10 s");
    window.perform("file.window.quit");
    untilAsked("CCR via survivor, in the scenario editor: changed");
    // The library still runs its scenarios, which nobody needs here.
    on(() -> ((Button) byId("closing-cancel")).fire());
  }
}
