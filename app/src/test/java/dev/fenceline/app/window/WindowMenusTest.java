package dev.fenceline.app.window;

import static dev.fenceline.app.window.TestWindow.ask;
import static dev.fenceline.app.window.TestWindow.on;
import static dev.fenceline.app.window.TestWindow.type;
import static dev.fenceline.app.window.TestWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.workspace.OpenSession;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The menus: every action is in one of them, and the keyboard reaches them. */
@Timeout(180)
@Tag("slow")
class WindowMenusTest {
  private static final int ITEMS_MAX = 20;

  @RegisterExtension private final TestWindow window = new TestWindow();

  private MenuBar bar() {
    return (MenuBar) window.shell.lookup(".menu-bar");
  }

  private Menu menu(String words) {
    return submenu(bar().getMenus(), words);
  }

  private static Menu submenu(List<? extends MenuItem> items, String words) {
    return items.stream()
        .filter(item -> words.equals(item.getText()))
        .map(Menu.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static Stream<String> ids(MenuItem item) {
    return item instanceof Menu menu
        ? menu.getItems().stream().flatMap(WindowMenusTest::ids)
        : Stream.ofNullable(item.getId());
  }

  private static List<String> submenus(Menu menu) {
    return menu.getItems().stream().filter(Menu.class::isInstance).map(MenuItem::getText).toList();
  }

  @Test
  void everyActionIsInOneMenuAndLongSectionsAreMenusInTheirMenu() {
    assertThat(ask(() -> bar().getMenus().stream().flatMap(WindowMenusTest::ids).toList()))
        .containsExactlyInAnyOrderElementsOf(
            ask(() -> window.parts.actions().all().stream().map(UserAction::id).toList()));
    assertThat(ask(() -> submenus(menu("File")))).containsExactly("Open recent", "Export");
    assertThat(ask(() -> ids(submenu(menu("File").getItems(), "Export")).toList()))
        .hasSizeGreaterThan(12)
        .allMatch(id -> id.startsWith("file.export."));
    assertThat(ask(() -> submenus(menu("View"))))
        .containsExactlyInAnyOrder(
            "Panes", "Zoom and pan", "Lanes", "Markers", "Selection", "Size", "Theme");
    assertThat(ask(() -> menu("Run").getItems().getFirst().getText())).isEqualTo("Run scenario");
  }

  @Test
  void theMenuOfSpeedsMarksTheSpeed() {
    MenuButton speeds =
        ask(() ->
            window.shell.lookupAll(".menu-button").stream()
                .filter(node -> "Playback speed".equals(node.getAccessibleText()))
                .map(MenuButton.class::cast)
                .findFirst()
                .orElseThrow());
    assertThat(ask(() -> marked(speeds))).containsExactly("1\u00d7");
    on(speeds.getItems().getFirst()::fire);
    assertThat(ask(() -> marked(speeds))).containsExactly("0.001\u00d7");
    assertThat(ask(speeds::getText)).isEqualTo("0.001\u00d7");
  }

  private static List<String> marked(MenuButton button) {
    return button.getItems().stream()
        .filter(item -> ((RadioMenuItem) item).isSelected())
        .map(MenuItem::getText)
        .toList();
  }

  @Test
  void altGoesToTheMenusAndArrowsIntoASubmenu() {
    type(KeyCode.ALT);
    type(KeyCode.DOWN);
    Menu file = ask(() -> menu("File"));
    until("the first menu is open", file::isShowing);
    Menu export = ask(() -> submenu(file.getItems(), "Export"));
    for (int items = 0; items < ITEMS_MAX && !isReached(export); items++) {
      type(KeyCode.DOWN);
    }
    type(KeyCode.RIGHT);
    until("the menu in it is open", export::isShowing);
    type(KeyCode.LEFT);
    until("it is closed", () -> !export.isShowing());
    assertThat(ask(file::isShowing)).isTrue();
    type(KeyCode.ESCAPE);
    until("the first menu is closed", () -> !file.isShowing());
  }

  @Test
  void keysMoveInTheMenuBarAndNotInTheSession() {
    OpenSession session = window.openCcr();
    Node lanes = ask(() -> window.shell.lookup(".lanes"));
    on(lanes::requestFocus);
    on(session::selectNothing);
    long none = ask(() -> session.selected().get());
    type(KeyCode.ALT, KeyCode.RIGHT, KeyCode.RIGHT, KeyCode.DOWN);
    until("the third menu is open", () -> menu("View").isShowing());
    assertThat(ask(() -> session.selected().get())).isEqualTo(none);
    type(KeyCode.ESCAPE);
    until("it is closed", () -> !menu("View").isShowing());
    type(KeyCode.ESCAPE);
    until("the lanes have the focus again", lanes::isFocused);
    type(KeyCode.RIGHT);
    assertThat(ask(() -> session.selected().get())).isNotEqualTo(none);
  }

  private static boolean isReached(MenuItem item) {
    return ask(() -> item.getStyleableNode() != null && item.getStyleableNode().isFocused());
  }
}
