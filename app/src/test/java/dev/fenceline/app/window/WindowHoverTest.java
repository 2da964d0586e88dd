package dev.fenceline.app.window;

import static dev.fenceline.app.window.TestWindow.ask;
import static dev.fenceline.app.window.TestWindow.on;

import dev.fenceline.app.glossary.Glossary;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TabPane;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** Where the mouse rests on a protocol word, its meaning is told. */
@Timeout(180)
@Tag("slow")
class WindowHoverTest {
  private static final int PATIENCE_SECONDS = 60;

  @RegisterExtension private final TestWindow window = new TestWindow();

  @Test
  void linesOfTheKernelLogAndCellsOfTheEventsTableExplainTheWordUnderTheMouse(FxRobot robot)
      throws IOException {
    window.openCcr();
    window.settle();
    hover(".kernel-log .line", robot);

    on(() -> {
      TabPane tabs = (TabPane) window.shell.lookup("#lower-tabs");
      tabs.getTabs().stream()
          .filter(tab -> tab.getContent() != null && tab.getContent().lookup(".kernel-log") == null)
          .findFirst()
          .ifPresent(tab -> tabs.getSelectionModel().select(tab));
    });
    window.perform("view.pane.inspector"); // the words of the table need its width
    window.settle();
    hover(".table-cell", robot);
  }

  /**
   * Rests the mouse on the word CCR, which is explained, and then on the next word, which is not.
   */
  private void hover(String style, FxRobot robot) {
    rest(robot, style, text -> text.indexOf("CCR"), told -> told.contains("CCR"));
    rest(robot, style, WindowHoverTest::plainSpace, String::isEmpty);
  }

  /** Rests the mouse on a character until its words are told; the rows may still move meanwhile. */
  private void rest(
      FxRobot robot, String style, ToIntFunction<String> character, Predicate<String> expected) {
    try {
      WaitForAsyncUtils.waitFor(
          PATIENCE_SECONDS,
          TimeUnit.SECONDS,
          () -> {
            Optional<Labeled> named = ask(() -> naming(style));
            if (named.isEmpty()) {
              return false;
            }
            Point2D place = ask(() -> place(named.get(), character));
            robot.moveTo(place.getX(), place.getY());
            WaitForAsyncUtils.waitForFxEvents();
            return expected.test(ask(() -> told(named.get())));
          });
    } catch (TimeoutException late) {
      throw new AssertionError("words of " + style, late);
    }
  }

  private static String told(Labeled words) {
    return words.getTooltip() == null ? "" : words.getTooltip().getText();
  }

  /** Returns the first space that is not within the name of a term. */
  private static int plainSpace(String text) {
    return IntStream.range(0, text.length())
        .filter(at -> text.charAt(at) == ' ' && Glossary.shipped().at(text, at).isEmpty())
        .findFirst()
        .orElseThrow();
  }

  /** Returns where a character of the words is drawn, in the scene. */
  private static Point2D place(Labeled words, ToIntFunction<String> character) {
    Text text = (Text) words.lookup(".text");
    int at = character.applyAsInt(text.getText());
    Bounds drawn = new javafx.scene.shape.Path(text.rangeShape(at, at + 1)).getLayoutBounds();
    return text.localToScene(drawn.getCenterX(), drawn.getCenterY());
  }

  private static Bounds place(Node node) {
    return node.localToScene(node.getLayoutBounds());
  }

  /** Returns what names a cross-controller reset and can be seen. */
  private Optional<Labeled> naming(String style) {
    return window.shell.lookupAll(style).stream()
        .map(Labeled.class::cast)
        .filter(cell -> drawn(cell).matches(".*\\bCCR\\b.*"))
        .filter(this::isInside)
        .findFirst();
  }

  /** Returns the words as they are drawn: those that have no room are cut off. */
  private static String drawn(Labeled words) {
    return words.lookup(".text") instanceof Text text ? text.getText() : "";
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
