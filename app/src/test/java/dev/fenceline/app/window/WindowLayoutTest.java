package dev.fenceline.app.window;

import static dev.fenceline.app.window.TestWindow.ask;
import static dev.fenceline.app.window.TestWindow.on;
import static dev.fenceline.app.window.TestWindow.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fenceline.app.workspace.Preferences;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;
import javafx.scene.robot.Robot;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;

/** The window opens as it was arranged when it was closed. */
@Timeout(180)
@Tag("slow")
class WindowLayoutTest {
  @RegisterExtension private final TestWindow window = TestWindow.withPreferences();

  /** Closes the window and opens it again, as the program does. */
  private void again() throws IOException {
    window.close();
    Preferences.save(ask(() -> window.preferences.snapshot()), window.preferencesFile());
    window.show();
    window.settle();
  }

  private double width(String pane) {
    return ask(() -> ((Region) window.shell.lookup(pane)).getWidth());
  }

  private TableView<?> table() {
    return ask(() -> (TableView<?>) Objects.requireNonNull(window.shell.lookup(".events")));
  }

  private void showEvents() {
    on(() -> {
      TabPane tabs = (TabPane) window.shell.lookup("#lower-tabs");
      tabs.getTabs().stream()
          .filter(tab -> tab.getText().startsWith("Events"))
          .forEach(tabs.getSelectionModel()::select);
    });
    window.settle();
  }

  private static <T> void move(TableView<T> table, int from, int to) {
    table.getColumns().add(to, table.getColumns().remove(from));
  }

  private List<String> columns() {
    return ask(() ->
        table().getColumns().stream().map(column -> String.valueOf(column.getUserData())).toList());
  }

  @Test
  void dividersStayWhereTheyWerePut() throws IOException {
    double library = width(".library");
    double inspector = width(".inspector");
    SplitPane split =
        ask(() ->
            window.shell.lookupAll(".split-pane").stream()
                .map(SplitPane.class::cast)
                .filter(each -> each.getItems().size() == 3)
                .findFirst()
                .orElseThrow());
    double part = 70 / ask(split::getWidth);
    on(() -> split.setDividerPosition(0, split.getDividerPositions()[0] + part));
    window.settle();
    double wider = width(".library");
    assertThat(wider).isCloseTo(library + 70, within(4.0));
    again();
    assertThat(width(".library")).isCloseTo(wider, within(2.0));
    assertThat(width(".inspector")).isCloseTo(inspector, within(2.0));
  }

  @Test
  void theColumnsOfTheEventsKeepTheirOrder() throws IOException {
    showEvents();
    // What the toolkit does when the head of a column is dragged.
    on(() -> move(table(), 2, 1));
    assertThat(columns()).containsExactly("NUMBER", "LANE", "TIME", "KIND", "WORDS");
    again();
    showEvents();
    assertThat(columns()).containsExactly("NUMBER", "LANE", "TIME", "KIND", "WORDS");
  }

  @Test
  void aColumnOfTheEventsKeepsTheWidthThatWasDragged() throws IOException {
    window.perform("view.pane.library");
    window.perform("view.pane.inspector");
    showEvents();
    until("there is room for a wider column", () -> table().getWidth() > 900);
    double before = columnWidth("TIME");
    Bounds head =
        ask(() -> {
          Node node =
              table().lookupAll(".column-header").stream()
                  .filter(each -> Math.abs(each.getLayoutBounds().getWidth() - before) < 1)
                  .findFirst()
                  .orElseThrow();
          return node.localToScreen(node.getLayoutBounds());
        });
    drag(head.getMaxX() - 1, head.getCenterY(), 60);
    window.settle();
    double dragged = columnWidth("TIME");
    assertThat(dragged).isGreaterThan(before + 20);
    again();
    showEvents();
    assertThat(columnWidth("TIME")).isCloseTo(dragged, within(1.0));
  }

  /** Drags to the right in one movement. */
  private static void drag(double x, double y, double by) {
    Robot mouse = ask(Robot::new);
    on(() -> mouse.mouseMove(x, y));
    on(() -> mouse.mousePress(MouseButton.PRIMARY));
    on(() -> mouse.mouseMove(x + by, y));
    on(() -> mouse.mouseRelease(MouseButton.PRIMARY));
  }

  private double columnWidth(String name) {
    return ask(() ->
        table().getColumns().stream()
            .filter(column -> name.equals(String.valueOf(column.getUserData())))
            .findFirst()
            .orElseThrow()
            .getWidth());
  }

  @Test
  void aGroupOfTheLibraryStaysFolded(FxRobot robot) throws IOException {
    Node heading = ask(() -> window.shell.lookup(".section-heading"));
    double unfolded = ask(() -> heading.lookup(".section-arrow").getRotate());
    robot.clickOn(heading);
    double folded = ask(() -> window.shell.lookup(".section-arrow").getRotate());
    assertThat(folded).isNotEqualTo(unfolded);
    again();
    assertThat(ask(() -> window.shell.lookup(".section-arrow").getRotate())).isEqualTo(folded);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1680, 1024, 1920, 1280})
  void theTitleCoversNoMenu(double wide) {
    for (double width : List.of(720.0, wide)) {
      on(() -> window.stage.setWidth(width));
      window.settle();
    }
    Bounds title = ask(() -> inScene(window.shell.lookup(".window-title")));
    double menusEnd =
        ask(() ->
            window.shell.lookupAll(".menu-bar .menu-button").stream()
                .mapToDouble(each -> inScene(each).getMaxX())
                .max()
                .orElseThrow());
    assertThat(title.getMinX()).isGreaterThanOrEqualTo(menusEnd);
    assertThat(title.getMaxX()).isLessThanOrEqualTo(wide);
  }

  private static Bounds inScene(Node node) {
    return node.localToScene(node.getLayoutBounds());
  }
}
