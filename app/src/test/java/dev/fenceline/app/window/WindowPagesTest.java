package dev.fenceline.app.window;

import static dev.fenceline.app.window.TestWindow.ask;
import static dev.fenceline.app.window.TestWindow.on;
import static dev.fenceline.app.window.TestWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Preferences.Appearance;
import dev.fenceline.exchange.kernellog.KernelLogWriter;
import dev.fenceline.session.SessionReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.event.ActionEvent;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.util.WaitForAsyncUtils;

/** The whole window, on a toolkit without a display: its tools, its pages and both themes. */
@Timeout(180)
@Tag("slow")
class WindowPagesTest {
  @RegisterExtension private final TestWindow window = new TestWindow();

  @Test
  void theWorstOfManySeedsIsOneClickFromItsTimeline() {
    window.perform("run.explore.seeds");
    until("there is something to run", () -> !button("Run").isDisabled());
    on(() -> {
      ((TextField) window.scene.lookup("#explorer-seeds")).setText("1");
      ((TextField) window.scene.lookup("#explorer-first")).setText("7");
      button("Run").fire();
    });
    until("the run was corrupt", () -> window.says("1 of 1"));
    window.settle();
    on(() -> {
      window.scene.lookup(".chart-point").requestFocus();
      press(KeyCode.TAB);
    });
    assertThat(ask(window.scene::getFocusOwner))
        .as("the keyboard goes on from a point of a chart")
        .isNotSameAs(ask(() -> window.scene.lookup(".chart-point")));
    until("its seed is listed", () -> window.scene.lookup(".worst-seeds .hyperlink") != null);
    on(() -> ((Hyperlink) window.scene.lookup(".worst-seeds .hyperlink")).fire());
    assertThat(ask(() -> window.parts.overlay().isVisible())).isFalse();
    until("its session is shown", () -> window.workspace.current().get() != null);
    assertThat(Objects.requireNonNull(ask(() -> window.workspace.current().get())).header().seed())
        .isEqualTo(7);
  }

  @Test
  void aNarrowWindowCutsNothingOffTheTools() {
    window.openCcr();
    for (double width : new double[] {800, 1024, 1200, 1600}) {
      on(() -> window.scene.getWindow().setWidth(width));
      until("the window has its width", () -> window.scene.getWidth() <= width);
      window.settle();
      List<Bounds> tools = ask(this::tools);
      assertThat(tools)
          .isNotEmpty()
          .allSatisfy(tool -> {
            assertThat(tool.getMinX()).isNotNegative();
            assertThat(tool.getMaxX()).isLessThanOrEqualTo(window.scene.getWidth());
          });
    }
  }

  @Test
  void whatANarrowWindowHidesIsInTheMenuMore() {
    window.openCcr();
    on(() -> window.scene.getWindow().setWidth(800));
    until("the window has its width", () -> window.scene.getWidth() <= 800);
    window.settle();
    MenuButton more =
        ask(() ->
            window.scene.lookup(".tool-strip").lookupAll(".menu-button").stream()
                .map(MenuButton.class::cast)
                .filter(button -> "More".equals(button.getText()))
                .findFirst()
                .orElseThrow());
    assertThat(ask(more::isVisible)).isTrue();
    on(more::show);
    assertThat(ask(() -> more.getItems().stream().map(MenuItem::getText).toList()))
        .contains(
            "Linear time", "Export events as CSV\u2026", "Compare with another session\u2026");
    on(more::hide);
  }

  @Test
  void theSheetOfKeysFitsIntoASmallWindow() {
    window.openCcr();
    on(() -> {
      window.scene.getWindow().setWidth(800);
      window.scene.getWindow().setHeight(560);
    });
    window.perform("help.find.keys");
    window.settle();
    Bounds close =
        ask(() -> {
          Node button = window.shell.lookup(".shortcuts .button");
          return button.localToScene(button.getBoundsInLocal());
        });
    assertThat(close.getMinY()).isNotNegative();
    assertThat(close.getMaxX()).isLessThanOrEqualTo(ask(() -> window.scene.getWidth()));
    Bounds sheet =
        ask(() -> {
          Node page = window.shell.lookup(".shortcuts");
          return page.localToScene(page.getLayoutBounds());
        });
    assertThat(sheet.getMinX()).isNotNegative();
    assertThat(sheet.getMaxY()).isLessThanOrEqualTo(ask(() -> window.scene.getHeight()));
  }

  private static boolean isSeen(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return true;
  }

  private List<Bounds> tools() {
    return Stream.of(".button", ".toggle-button", ".menu-button", ".text-field")
        .flatMap(kind -> window.scene.lookup(".tool-strip").lookupAll(kind).stream())
        .filter(WindowPagesTest::isSeen)
        .map(node -> node.localToScene(node.getBoundsInLocal()))
        .toList();
  }

  @Test
  void anotherSessionIsLaidOverTheShownOneAndMoved() {
    window.openCcr();
    Path log = window.folder.resolve("host.log");
    on(() -> window.workspace.files().write("Log", log, () -> writeLog(log), () -> {}));
    window.settle();
    on(() -> window.workspace.files().open(log));
    until("the log is shown", () -> window.workspace.sessions().size() == 2);
    window.settle();
    window.perform("run.session.compare");
    until("there is a sheet", () -> window.scene.lookup("#compare-lay") != null);
    on(() -> ((Button) window.scene.lookup("#compare-lay")).fire());
    until("both are shown", () -> window.workspace.sessions().size() == 3);
    window.settle();
    TextField offset = (TextField) window.scene.lookup("#compare-offset");
    String found = ask(offset::getText);
    OpenSession both = ask(() -> window.workspace.current().get());
    on(() -> {
      offset.setText("1.5 s");
      offset.fireEvent(new ActionEvent());
    });
    until("it is moved", () -> window.workspace.current().get() != both);
    window.settle();
    assertThat(ask(() -> window.workspace.sessions().size())).isEqualTo(3);
    on(() -> ((Button) window.scene.lookup("#compare-back")).fire());
    String back = ask(offset::getText);
    assertThat(back).isEqualTo(found);
    window.settle();
  }

  @Test
  void escapeAndItsOwnKeyTakeTheSheetOfComparingAway() {
    window.openCcr();
    window.perform("run.session.compare");
    assertThat(ask(() -> window.scene.lookup("#compare-lay"))).isNotNull();
    on(() -> {
      window.shell.requestFocus(); // as after a button of the sheet was disabled
      press(KeyCode.ESCAPE);
    });
    assertThat(ask(() -> window.scene.lookup("#compare-lay"))).isNull();
    window.perform("run.session.compare");
    assertThat(ask(() -> window.scene.lookup("#compare-lay"))).isNotNull();
    window.perform("run.session.compare");
    assertThat(ask(() -> window.scene.lookup("#compare-lay"))).isNull();
  }

  private void writeLog(Path log) throws IOException {
    Files.writeString(
        log,
        KernelLogWriter.toText(KernelLogWriter.lines(SessionReader.read(window.ccr).events())));
  }

  private void press(KeyCode code) {
    KeyEvent pressed = new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false);
    Event.fireEvent(window.scene.getFocusOwner(), pressed);
  }

  private Button button(String words) {
    return window.scene.getRoot().lookupAll(".explorer .button").stream()
        .map(Button.class::cast)
        .filter(each -> words.equals(each.getText()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aTestOfTheReportOpensItsTimelineWithEnterAndThePageComesBack() {
    window.perform("run.report.show");
    until("the page is laid out", () -> window.shell.lookup(".report-list") != null);
    ListView<?> tests = (ListView<?>) window.shell.lookup(".report-list");
    Button run = (Button) window.shell.lookup(".report-head .primary");
    until(
        "the tests are listed",
        () -> tests.getItems().size() > 4 && window.says("CCR via survivor"));
    until("the first test is selected", () -> tests.getSelectionModel().getSelectedIndex() == 1);
    on(() -> {
      ((CheckBox) window.shell.lookup(".report-columns .check-box")).fire();
      tests.getSelectionModel().select(2);
      press(tests, KeyCode.SPACE);
    });
    until("one test is chosen", () -> run.getText().equals("Run 1 test"));
    assertThat(ask(() -> window.says("1 of 4 chosen"))).isTrue();
    on(run::fire);
    until("its verdict", () -> window.says("\u2713 passed") && window.says("CCR through nvme3"));
    window.settle();
    on(() -> press(tests, KeyCode.ENTER));
    until("its timeline", () -> window.workspace.current().get() != null);
    window.settle();
    assertThat(ask(() -> window.shell.lookup(".report"))).isNull();
    assertThat(ask(() -> Shell.title(window.workspace).getValue())).startsWith("CCR via survivor");
    window.perform("run.report.show");
    assertThat(ask(() -> window.says("\u2713 passed"))).isTrue();
    on(() -> press(tests, KeyCode.ESCAPE));
    assertThat(ask(() -> window.shell.lookup(".report"))).isNull();
  }

  @Test
  void theGlossaryIsFilteredByTypingAndEscapeGivesTheFocusBack() {
    window.openCcr();
    window.perform("edit.find.focus");
    Node before = ask(window.scene::getFocusOwner);
    window.perform("help.find.term");
    TextField search = (TextField) ask(window.scene::getFocusOwner);
    until("all terms", () -> !window.shell.lookupAll(".glossary-entry").isEmpty());
    int all = ask(() -> window.shell.lookupAll(".glossary-entry").size());
    on(() -> search.setText("quiesce"));
    until("fewer terms", () -> window.shell.lookupAll(".glossary-entry").size() < all);
    assertThat(ask(() -> window.shell.lookupAll(".glossary-entry").size())).isPositive();
    assertThat(ask(() -> window.seen("CQT"))).isTrue();
    on(() -> press(KeyCode.ESCAPE));
    assertThat(ask(() -> window.parts.overlay().isVisible())).isFalse();
    assertThat(ask(window.scene::getFocusOwner)).isSameAs(before);
  }

  @Test
  void escapeLeavesAPageThatIsShownForTheFirstTime() {
    window.openCcr();
    window.perform("run.report.show");
    assertThat(ask(() -> window.shell.lookup(".report"))).isNotNull();
    on(() -> press(KeyCode.ESCAPE));
    assertThat(ask(() -> window.shell.lookup(".report"))).isNull();
  }

  private static void press(Node node, KeyCode key) {
    node.fireEvent(
        new KeyEvent(KeyEvent.KEY_PRESSED, "", key.getName(), key, false, false, false, false));
  }

  @Test
  void everyThemeKnowsEveryColourItUses() {
    window.openCcr();
    for (Appearance appearance : List.of(Appearance.LIGHT, Appearance.CONTRAST, Appearance.DARK)) {
      on(() -> window.preferences.appearance().set(appearance));
      for (String sheet :
          List.of(
              "help.find.keys",
              "help.find.action",
              "help.find.term",
              "help.about.program",
              "run.explore.seeds",
              "run.report.show")) {
        window.perform(sheet);
        WaitForAsyncUtils.waitForFxEvents();
      }
      on(() -> window.parts.overlay().close());
    }
  }
}
