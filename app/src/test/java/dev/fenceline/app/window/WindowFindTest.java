package dev.fenceline.app.window;

import static dev.fenceline.app.window.TestWindow.ask;
import static dev.fenceline.app.window.TestWindow.on;
import static dev.fenceline.app.window.TestWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;

/** What the window says if something cannot be found, read or shown. */
@Timeout(180)
@Tag("slow")
class WindowFindTest {
  @RegisterExtension private final TestWindow window = new TestWindow();

  private void find(String text) {
    window.perform("edit.find.focus");
    on(() -> ((TextField) window.scene.getFocusOwner()).setText(text));
    window.settle();
  }

  private String count() {
    return ask(() -> ((Label) window.scene.lookup(".find-count")).getText());
  }

  @Test
  void aMistypedFilterIsExplainedWhereItIsWrong() {
    window.openCcr();
    find("staus:failed");
    assertThat(
            ask(() ->
                window.seen(
                    "Character 1: No field is called \"staus\". Did you mean \"status:\"?"
                        + " Put it in quotes to find it as text.")))
        .isTrue();
    assertThat(count()).isEqualTo("?");
    find("ccr after:xx");
    assertThat(ask(() -> window.seen("Character 5: Expected seconds, such as after:12.5.")))
        .isTrue();
    find("time>12s lane=nvme4 (");
    assertThat(ask(() -> window.seen("Character 1: Expected after:12 for a time."))).isTrue();
    find("after:12 lane:nvme4");
    assertThat(Integer.parseInt(count().replaceAll("\\D", ""))).isPositive();
  }

  @Test
  void manyFastQueriesLeaveNoSearchBehind() {
    window.openCcr();
    on(() -> {
      window.parts.actions().get("edit.find.focus").perform();
      TextField field = (TextField) window.scene.getFocusOwner();
      for (int i = 0; i < 200; i++) {
        field.setText("keep alive " + i);
      }
      field.setText("keep-alive-expired");
    });
    window.settle();
    assertThat(ask(() -> window.workspace.jobs().running().isEmpty())).isTrue();
    assertThat(count()).isEqualTo("1");
  }

  @Test
  void nothingOfTheLastSessionStaysWhenItIsClosed(FxRobot robot) {
    window.openCcr();
    find("lane:nvme4");
    robot.press(KeyCode.CONTROL).type(KeyCode.W).release(KeyCode.CONTROL);
    window.settle();
    TabPane tabs = (TabPane) window.scene.lookup("#lower-tabs");
    assertThat(ask(() -> tabs.getTabs().get(1).getText())).isEqualTo("Events");
    assertThat(count()).isEmpty();
    assertThat(
            ask(() ->
                window.seen(
                    "No session is open. Choose a scenario or a session on the left, or drop a file"
                        + " here.")))
        .isTrue();
  }

  @Test
  void eachOfSevenBadFilesHasItsMessage() throws IOException {
    for (int i = 1; i <= 7; i++) {
      Path bad = window.folder.resolve("bad" + i + ".fenceline");
      Files.writeString(bad, "no session at all\n");
      on(() -> window.workspace.files().open(bad));
    }
    window.settle();
    for (int i = 1; i <= 7; i++) {
      Node message = message("bad" + i + ".fenceline");
      assertThat(message).as("message %d", i).isNotNull();
    }
    Bounds corner =
        ask(() -> {
          Node pane = window.shell.lookup(".messages").getParent().getParent().getParent();
          return pane.localToScene(pane.getBoundsInLocal());
        });
    assertThat(corner.getMinY()).as("they scroll inside the window").isNotNegative();
  }

  private Node message(String file) {
    return ask(() ->
        window.shell.lookupAll(".notification Text").stream()
            .filter(node ->
                node instanceof javafx.scene.text.Text text && text.getText().contains(file))
            .findFirst()
            .orElse(null));
  }

  @Test
  void atALateMomentTheColumnsOfTheEventsAreNotCut() {
    window.openCcr();
    on(() -> ((TabPane) window.scene.lookup("#lower-tabs")).getSelectionModel().select(1));
    window.settle();
    long second = TimeUnit.SECONDS.toNanos(1);
    on(() -> window.workspace.withCurrent(it -> it.seek(20 * second)));
    until("the table is shown", () -> window.scene.lookup(".events .table-cell.number") != null);
    assertThat(ask(this::cutNumbers)).isEmpty();
  }

  private List<String> cutNumbers() {
    return window.shell.lookupAll(".events .table-cell.number").stream()
        .map(Labeled.class::cast)
        .filter(cell -> cell.getText() != null && cell.getWidth() < cell.prefWidth(-1) - 1)
        .map(Labeled::getText)
        .toList();
  }
}
