package dev.fenceline.app.window;

import static dev.fenceline.app.window.TestWindow.ask;
import static dev.fenceline.app.window.TestWindow.on;
import static dev.fenceline.app.window.TestWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.event.Event;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.timeline.FilterCompletion.Proposal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;

/** One filter for the lanes and the table of events. */
@Timeout(180)
@Tag("slow")
class WindowFilterTest {
  @RegisterExtension private final TestWindow window = new TestWindow();

  private void find(String text) {
    window.perform("edit.find.focus");
    on(() -> ((TextField) window.scene.getFocusOwner()).setText(text));
    window.settle();
  }

  private String frontTab() {
    return ask(() -> {
      TabPane tabs = (TabPane) window.scene.lookup("#lower-tabs");
      Tab front = tabs.getSelectionModel().getSelectedItem();
      return front.getText();
    });
  }

  private static Event expired(OpenSession session) {
    return session.timeline().events().stream()
        .filter(event -> event.detail() instanceof KeepAliveEvent.Expired)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aFilterFromTheMenuOfAnItemBringsTheEventsForward() {
    OpenSession session = window.openCcr();
    Event expired = expired(session);
    on(() -> session.select(expired.sequence()));
    window.perform("view.pane.tabs");
    window.settle();
    on(() -> {
      Node lanes = window.shell.lookup(".swimlanes .lanes");
      lanes.fireEvent(
          new ContextMenuEvent(ContextMenuEvent.CONTEXT_MENU_REQUESTED, 0, 0, 0, 0, true, null));
    });
    on(() ->
        menuItems()
            .filter(item -> item.getText().equals("Find events \"Keep alive expired\""))
            .findFirst()
            .orElseThrow()
            .fire());
    window.settle();
    assertThat(frontTab()).startsWith("Events");
    assertThat(session.filter().get()).isEqualTo("kind:keep-alive-expired");
    assertThat(ask(() -> window.seen("1 of " + all(session) + " events matches"))).isTrue();
    assertThat(ask(() -> Objects.requireNonNull(session.view().found().get()).size())).isEqualTo(1);
  }

  @Test
  void theMenuOfARowOfTheTableFindsOthersLikeIt() {
    OpenSession session = window.openCcr();
    Event expired = expired(session);
    window.perform("view.events");
    on(() -> session.select(expired.sequence()));
    window.settle();
    on(() ->
        window
            .shell
            .lookup(".events")
            .fireEvent(
                new ContextMenuEvent(
                    ContextMenuEvent.CONTEXT_MENU_REQUESTED, 0, 0, 0, 0, true, null)));
    assertThat(ask(() -> menuItems().map(MenuItem::getText).toList()))
        .contains("Copy the row", "Follow back to the cause  [", "Add a note here\u2026  M");
    on(() ->
        menuItems()
            .filter(item -> "Find events \"Keep alive expired\"".equals(item.getText()))
            .findFirst()
            .orElseThrow()
            .fire());
    assertThat(session.filter().get()).isEqualTo("kind:keep-alive-expired");
  }

  private static Stream<MenuItem> menuItems() {
    return Window.getWindows().stream()
        .filter(ContextMenu.class::isInstance)
        .flatMap(menu -> ((ContextMenu) menu).getItems().stream());
  }

  private static String all(OpenSession session) {
    return dev.fenceline.timeline.Text.spaced(session.count().get());
  }

  @Test
  void lanesWithoutAMatchAreDimmedOrRemovedAndComeBack() {
    window.openCcr();
    double high = ask(() -> height());
    find("lane:host/nvme4");
    assertThat(ask(this::height)).as("dimmed lanes stay").isEqualTo(high);
    ButtonBase remove = ask(() -> button("Remove"));
    on(remove::fire);
    window.settle();
    assertThat(ask(this::height)).as("one lane and the headings are left").isLessThan(high);
    assertThat(ask(() -> window.preferences.snapshot().getProperty("unmatched")))
        .isEqualTo("removed");
    find("no such thing at all");
    assertThat(ask(this::height)).as("nothing is removed if nothing matches").isEqualTo(high);
    find("");
    assertThat(ask(this::height)).isEqualTo(high);
    assertThat(ask(() -> window.shell.lookup(".found-strip").isVisible())).isFalse();
  }

  private double height() {
    return window.shell.lookup(".swimlanes").prefHeight(-1);
  }

  private ButtonBase button(String words) {
    return window.shell.lookupAll(".found-strip .toggle-button").stream()
        .map(ButtonBase.class::cast)
        .filter(it -> it.getText().equals(words))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aSelectionGoesFromTheLanesToTheTableAndBack(FxRobot robot) {
    OpenSession session = window.openCcr();
    window.perform("view.events");
    window.settle();
    Event expired = expired(session);
    on(() -> session.select(expired.sequence()));
    window.settle();
    until("its row is in sight", () -> rowInSight(expired.sequence()) != null);
    TableRow<?> above = ask(() -> rowInSight(expired.sequence() - 1));
    robot.clickOn(above);
    window.settle();
    assertThat(session.selected().get()).isEqualTo(expired.sequence() - 1);
    assertThat(session.playheadNanos().get())
        .isEqualTo(session.timeline().nanos((int) expired.sequence() - 2));
  }

  private @Nullable TableRow<?> rowInSight(long sequence) {
    TableView<?> table = (TableView<?>) window.shell.lookup(".events");
    return table.lookupAll(".table-row-cell").stream()
        .map(row -> (TableRow<?>) row)
        .filter(row ->
            !row.isEmpty() && row.getItem().toString().contains("sequence=" + sequence + ","))
        .findFirst()
        .orElse(null);
  }

  @Test
  void f3GoesFromMatchToMatch(FxRobot robot) {
    OpenSession session = window.openCcr();
    find("kind:keep-alive-sent lane:host/nvme3");
    on(() -> window.shell.lookup(".swimlanes .lanes").requestFocus());
    robot.type(KeyCode.F3);
    long first = ask(() -> session.selected().get());
    robot.type(KeyCode.F3);
    long second = ask(() -> session.selected().get());
    assertThat(second).isGreaterThan(first);
    robot.press(KeyCode.SHIFT).type(KeyCode.F3).release(KeyCode.SHIFT);
    assertThat(ask(() -> session.selected().get())).isEqualTo(first);
  }

  @Test
  void whileTypingValuesThatOccurAreProposedAndTabTakesThem(FxRobot robot) {
    OpenSession session = window.openCcr();
    window.perform("edit.find.focus");
    window.settle();
    robot.type(KeyCode.L, KeyCode.A);
    until("the name is proposed", () -> typed("la") && proposals().getFirst().equals("lane:"));
    robot.type(KeyCode.TAB);
    until("lanes are proposed", () -> proposals().contains("lane:host/nvme4 "));
    robot.type(KeyCode.N, KeyCode.V, KeyCode.M, KeyCode.E, KeyCode.DIGIT4);
    until("all is typed", () -> typed("lane:nvme4"));
    robot.type(KeyCode.DOWN).type(KeyCode.ENTER);
    window.settle();
    assertThat(session.filter().get()).isEqualTo("lane:host/nvme4 ");
    assertThat(ask(WindowFilterTest::proposals)).isEmpty();
    robot.type(KeyCode.Z, KeyCode.Z, KeyCode.Z);
    until("all is typed", () -> typed("lane:host/nvme4 zzz"));
    assertThat(ask(WindowFilterTest::proposals)).isEmpty();
  }

  private boolean typed(String text) {
    return window.scene.getFocusOwner() instanceof TextField field && field.getText().equals(text);
  }

  private static List<String> proposals() {
    return Window.getWindows().stream()
        .filter(Window::isShowing)
        .flatMap(popup -> popup.getScene().getRoot().lookupAll(".completion").stream())
        .flatMap(list -> ((ListView<?>) list).getItems().stream())
        .map(proposal -> ((Proposal) proposal).text())
        .toList();
  }

  @Test
  void theFilterOfAColumnIsThatOfTheFindFieldAndTheOtherWayRound(FxRobot robot) {
    OpenSession session = window.openCcr();
    window.perform("view.events");
    on(() -> session.filter().set("cid:5 lane:path/A"));
    window.settle();
    on(() -> heads().get(2).fire());
    until("the lanes are listed", () -> boxes().size() > 3);
    assertThat(ask(() -> boxes().stream().filter(CheckBox::isSelected).map(CheckBox::getText)))
        .containsExactly("path/A");
    on(() ->
        boxes().stream().filter(box -> box.getText().equals("path/B")).forEach(CheckBox::fire));
    window.settle();
    assertThat(session.filter().get()).isEqualTo("cid:5 lane:path/A|path/B");
    on(() ->
        boxes().stream().filter(box -> box.getText().startsWith("path/")).forEach(CheckBox::fire));
    window.settle();
    assertThat(session.filter().get()).isEqualTo("cid:5");
  }

  private List<ButtonBase> heads() {
    return window.shell.lookupAll(".events .column-filter").stream()
        .map(ButtonBase.class::cast)
        .toList();
  }

  private static List<CheckBox> boxes() {
    return Window.getWindows().stream()
        .filter(Window::isShowing)
        .flatMap(popup -> popup.getScene().getRoot().lookupAll(".check-box").stream())
        .map(CheckBox.class::cast)
        .toList();
  }

  @Test
  void aClickOnAHeadSortsAndTheSelectionStaysInSight(FxRobot robot) {
    OpenSession session = window.openCcr();
    window.perform("view.events");
    Event expired = expired(session);
    on(() -> session.select(expired.sequence()));
    window.settle();
    TableView<?> table = ask(() -> (TableView<?>) window.shell.lookup(".events"));
    on(() -> sortByKind(table));
    window.settle();
    until("its row is in sight", () -> rowInSight(expired.sequence()) != null);
    assertThat(ask(() -> table.getItems().getFirst().toString())).contains("detail=Raised[");
  }

  private static <T> void sortByKind(TableView<T> table) {
    table.getSortOrder().setAll(List.of(table.getColumns().get(3)));
  }
}
