package dev.fenceline.app.window;

import static dev.fenceline.app.window.TestWindow.ask;
import static dev.fenceline.app.window.TestWindow.on;
import static dev.fenceline.app.window.TestWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableCell;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Where the mouse rests on a protocol word, its meaning is told. */
@ExtendWith(ApplicationExtension.class)
@Timeout(180)
@Tag("slow")
class WindowHoverTest {
  private final TestWindow window = new TestWindow();

  @TempDir private Path folder;

  @Start
  void start(Stage stage) {
    window.show(stage);
  }

  @AfterEach
  void close() {
    window.close();
  }

  @Test
  void linesOfTheKernelLogAndCellsOfTheEventsTableExplainTheirWords(FxRobot robot)
      throws IOException {
    window.open(TestWindow.recordCcr(folder));
    window.settle();
    hover(".kernel-log .line", robot);

    on(() -> {
      TabPane tabs = (TabPane) window.shell.lookup(".tab-pane");
      tabs.getTabs().stream()
          .filter(tab -> tab.getContent() != null && tab.getContent().lookup(".kernel-log") == null)
          .findFirst()
          .ifPresent(tab -> tabs.getSelectionModel().select(tab));
    });
    window.settle();
    hover(".table-cell", robot);
    assertThat(window.complaints).isEmpty();
  }

  private void hover(String style, FxRobot robot) {
    until(style + " with CCR is shown", () -> ask(() -> naming(style)).isPresent());
    Labeled named = ask(() -> naming(style)).orElseThrow();
    Labeled words = named instanceof TableCell<?, ?> cell ? cell.getTableRow() : named;
    robot.moveTo(words);
    until(
        "the meaning of %s at %s is told".formatted(words, ask(() -> place(words))),
        () ->
            ask(() -> words.getTooltip() != null && words.getTooltip().getText().contains("CCR")));
  }

  private static Bounds place(Node node) {
    return node.localToScene(node.getLayoutBounds());
  }

  /** Returns what names a cross-controller reset and can be seen. */
  private Optional<Labeled> naming(String style) {
    return window.shell.lookupAll(style).stream()
        .map(Labeled.class::cast)
        .filter(cell -> cell.getText() != null && cell.getText().matches(".*\\bCCR\\b.*"))
        .filter(this::isInside)
        .findFirst();
  }

  private static boolean isSeen(Node node) {
    return node.isVisible() && (node.getParent() == null || isSeen(node.getParent()));
  }

  private boolean isInside(Node node) {
    Bounds place = place(node);
    return node.getScene() != null
        && isSeen(node)
        && place.getCenterX() < window.shell.getWidth() - 20
        && place.getMaxY() < window.shell.getHeight() - 40;
  }
}
