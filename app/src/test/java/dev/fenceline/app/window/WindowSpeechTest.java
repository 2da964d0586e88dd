package dev.fenceline.app.window;

import static dev.fenceline.app.window.TestWindow.ask;
import static dev.fenceline.app.window.TestWindow.on;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.TimeRange;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Cell;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuBar;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Separator;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableRow;
import javafx.scene.control.ToolBar;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;

/** What the window tells a screen reader. */
@Timeout(180)
@Tag("slow")
class WindowSpeechTest {
  @RegisterExtension private final TestWindow window = new TestWindow();

  private static String said(Node node) {
    return Objects.requireNonNullElse(
        (String) node.queryAccessibleAttribute(AccessibleAttribute.TEXT), "");
  }

  private Node lanes() {
    return ask(() -> window.shell.lookup(".lanes"));
  }

  /** What is said of the selected item. */
  private String selected() {
    window.settle();
    return ask(() -> {
      Node item = (Node) lanes().queryAccessibleAttribute(AccessibleAttribute.FOCUS_ITEM);
      return item == null ? "" : said(item);
    });
  }

  @Test
  void theLanesSayWhatTheSessionIsAndHowItEnded() {
    window.openCcr();
    window.settle();
    assertThat(ask(() -> said(lanes())))
        .startsWith("Swimlanes of ")
        .contains(" lanes, ", "Data intact");
    List<String> items =
        ask(() ->
            IntStream.range(
                    0, (int) lanes().queryAccessibleAttribute(AccessibleAttribute.ITEM_COUNT))
                .mapToObj(
                    i -> lanes().queryAccessibleAttribute(AccessibleAttribute.ITEM_AT_INDEX, i))
                .map(item -> said((Node) item))
                .toList());
    assertThat(items)
        .anySatisfy(words -> assertThat(words).startsWith("Lane of nvme4"))
        .anySatisfy(words -> assertThat(words).startsWith("Lane of path "))
        .anySatisfy(words -> assertThat(words).startsWith("Lane of controller "));
  }

  @Test
  void aStepByKeyIsSaidWithLaneTimeAndWhatHappened(FxRobot robot) {
    OpenSession session = window.openCcr();
    on(session::selectNothing);
    assertThat(selected()).isEmpty();
    on(() -> session.seek(TimeUnit.MILLISECONDS.toNanos(12_153)));
    robot.type(KeyCode.RIGHT);
    String first = selected();
    assertThat(first).contains("workload, at 12.221", "I/O submitted", "kind read");
    robot.type(KeyCode.RIGHT);
    assertThat(selected()).isNotEmpty().isNotEqualTo(first);
    on(() -> session.select(fencing(session)));
    assertThat(selected()).contains("nvme4", "From ", "lasted ").containsIgnoringCase("fencing");
  }

  /** Returns the event with which nvme4 enters FENCING. */
  private static long fencing(OpenSession session) {
    return IntStream.range(0, session.count().get())
        .mapToObj(session.timeline()::event)
        .filter(event -> event.detail().toString().contains("to=FENCING"))
        .findFirst()
        .orElseThrow()
        .sequence();
  }

  @Test
  void aMeasuredRangeIsSaid() {
    OpenSession session = window.openCcr();
    on(() -> session.measured().set(new TimeRange(0, TimeUnit.SECONDS.toNanos(2))));
    assertThat(selected()).contains("Measured 2", "from 0.000 000 s to 2.000 000 s");
  }

  @Test
  void theOverviewSaysAndMovesWhatIsShown(FxRobot robot) {
    OpenSession session = window.openCcr();
    long second = TimeUnit.SECONDS.toNanos(1);
    on(() -> session.visible().set(new TimeRange(10 * second, 14 * second)));
    window.settle();
    Node overview = ask(() -> window.shell.lookup(".overview"));
    assertThat(ask(() -> said(overview))).contains("10.000 000 s to 14.000 000 s of ");
    on(() -> window.shell.lookup(".lanes").requestFocus());
    robot.type(KeyCode.TAB);
    assertThat(ask(window.scene::getFocusOwner)).isSameAs(overview);
    robot.type(KeyCode.RIGHT);
    assertThat(ask(() -> session.visible().get()))
        .isEqualTo(new TimeRange(10_400_000_000L, 14_400_000_000L));
    robot.press(KeyCode.SHIFT).type(KeyCode.LEFT).release(KeyCode.SHIFT);
    assertThat(ask(() -> session.visible().get()))
        .isEqualTo(new TimeRange(10_400_000_000L, 14 * second));
    robot.type(KeyCode.UP);
    assertThat(ask(() -> session.visible().get().lengthNanos())).isLessThan(3_600_000_000L);
    robot.type(KeyCode.END);
    assertThat(ask(() -> session.visible().get().toNanos()))
        .isEqualTo(ask(() -> session.endNanos().get()));
  }

  @Test
  void everyControlOfEveryPageHasWords() {
    assertThat(speechless()).as("without a session").isEmpty();
    window.openCcr();
    List<Tab> tabs =
        ask(() ->
            window.shell.lookupAll(".tab-pane").stream()
                .flatMap(pane -> ((TabPane) pane).getTabs().stream())
                .toList());
    for (Tab tab : tabs) {
      on(() -> tab.getTabPane().getSelectionModel().select(tab));
      window.settle();
      assertThat(speechless()).as(tab.getText()).isEmpty();
    }
    for (String page :
        List.of(
            "run.scenario.edit",
            "run.report.show",
            "run.serve.show",
            "run.explore.seeds",
            "run.session.compare",
            "run.compare.policies",
            "run.target.connect",
            "lessons.gallery.show",
            "lessons.author.show",
            "help.find.keys",
            "help.find.action",
            "help.find.term",
            "edit.note.add",
            "view.jump.time")) {
      window.perform(page);
      window.settle();
      assertThat(speechless()).as(page).isEmpty();
      on(() -> window.parts.overlay().close());
      on(() -> window.parts.pages().leave());
    }
  }

  /** The seen controls and focusable nodes about which a screen reader could say nothing. */
  private List<String> speechless() {
    return ask(() ->
        everything(window.shell)
            .filter(node -> node.isFocusTraversable() || isOperated(node))
            .filter(WindowSpeechTest::isSeen)
            .filter(node -> !(node instanceof TabPane || node instanceof MenuBar))
            .filter(node -> !(node.getParent() instanceof ComboBoxBase))
            .filter(node -> said(node).isBlank() && !isLabeled(node))
            .map(node -> node + " in " + node.getParent())
            .toList());
  }

  private static boolean isLabeled(Node node) {
    String text = node instanceof Labeled labeled ? labeled.getText() : "";
    return text != null && !text.isBlank();
  }

  private static boolean isOperated(Node node) {
    return node instanceof Control
        && !(node instanceof Label
            || node instanceof ScrollBar
            || node instanceof ScrollPane
            || node instanceof SplitPane
            || node instanceof Separator
            || node instanceof ToolBar)
        && node.getAccessibleRole() != AccessibleRole.TEXT
        && node.getAccessibleRole() != AccessibleRole.PARENT
        && !(node instanceof Cell<?> cell && isQuiet(cell));
  }

  /** Reports whether a cell shows nothing, or is part of a row that is read cell by cell. */
  private static boolean isQuiet(Cell<?> cell) {
    return cell.isEmpty() || cell instanceof TableRow;
  }

  private static Stream<Node> everything(Node node) {
    return Stream.concat(
        Stream.of(node),
        node instanceof Parent parent
            ? parent.getChildrenUnmodifiable().stream().flatMap(WindowSpeechTest::everything)
            : Stream.empty());
  }

  private static boolean isSeen(Node node) {
    return node.isVisible() && (node.getParent() == null || isSeen(node.getParent()));
  }
}
