package dev.fenceline.app.window;

import static dev.fenceline.app.window.TestWindow.ask;
import static dev.fenceline.app.window.TestWindow.on;
import static dev.fenceline.app.window.TestWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.clock.ClockKind;
import dev.fenceline.scenario.ScenarioLibrary;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;

/** Runs in the whole window: what their cards, lists and results say. */
@Timeout(180)
@Tag("slow")
class WindowRunTest {
  @RegisterExtension private final TestWindow window = new TestWindow();

  /** Runs a scenario to its end, without the library, which would run all the others too. */
  private OpenSession run(String id) {
    OpenSession before = window.workspace.current().get();
    on(() -> window.workspace.runs().scenario().set(ScenarioLibrary.find(id).orElseThrow()));
    on(() -> window.workspace.runs().clock().set(ClockKind.VIRTUAL));
    window.perform("run.start");
    until("the run is shown", () -> window.workspace.current().get() != before);
    window.settle();
    return Objects.requireNonNull(ask(() -> window.workspace.current().get()));
  }

  /** Runs the chosen scenario in real time, and stops it. */
  private void runAndStop() {
    OpenSession before = window.workspace.current().get();
    on(() -> window.workspace.runs().clock().set(ClockKind.REAL));
    window.perform("run.start");
    until("it runs", () -> window.workspace.current().get() != before);
    window.perform("run.stop");
    until("it has ended", () -> window.workspace.runs().live().get() == null);
  }

  @Test
  void aStoppedRunKeepsTheVerdictOfTheCardAndSaysWhenItStopped() {
    on(() -> window.parts.start("ccr"));
    until("the first verdict", () -> window.says("fenced in 1.50 s"));
    until("it is shown", () -> window.workspace.current().get() != null);
    runAndStop();
    until("its card says so", () -> !stopped().isEmpty());
    assertThat(ask(this::stopped))
        .singleElement()
        .asString()
        .startsWith("fenced in 1.50 s \u00b7 last run stopped at ");
    assertThat(ask(() -> pillOfTheStoppedOne())).isEqualTo("INTACT");
  }

  /** Returns what the cards of stopped runs say. */
  private List<String> stopped() {
    return window.shell.lookupAll(".card-detail").stream()
        .map(node -> TestWindow.plain(((Labeled) node).getText()))
        .filter(text -> text.contains("last run stopped"))
        .toList();
  }

  private String pillOfTheStoppedOne() {
    return window.shell.lookupAll(".card").stream()
        .filter(card -> detail(card).contains("last run stopped"))
        .map(card -> ((Labeled) card.lookup(".pill")).getText())
        .findFirst()
        .orElse("");
  }

  private static String detail(Node card) {
    return card.lookup(".card-detail") instanceof Labeled label ? label.getText() : "";
  }

  @Test
  void comparingListsEachRunOnceUnderANameOfItsOwn() {
    run("ccr");
    runAndStop();
    run("ccr");
    assertThat(ask(() -> window.workspace.sessions())).hasSize(3);
    window.perform("run.session.compare");
    window.settle();
    ComboBox<OpenSession> choice = choice();
    List<String> names =
        ask(() ->
            choice.getItems().stream().map(each -> choice.getConverter().toString(each)).toList());
    assertThat(names).hasSize(2).doesNotHaveDuplicates();
    assertThat(Set.copyOf(choice.getItems())).hasSize(2);
  }

  @SuppressWarnings("unchecked")
  private ComboBox<OpenSession> choice() {
    return (ComboBox<OpenSession>) window.scene.lookup("#compare-second");
  }

  @Test
  void theListOfAChoiceHasABackgroundInBothThemes(FxRobot robot) {
    run("ccr");
    runAndStop();
    for (var appearance :
        List.of(
            dev.fenceline.app.workspace.Preferences.Appearance.LIGHT,
            dev.fenceline.app.workspace.Preferences.Appearance.DARK)) {
      on(() -> window.preferences.appearance().set(appearance));
      window.perform("run.session.compare");
      window.settle();
      on(() -> choice().show());
      window.settle();
      Region list = (Region) ask(() -> popupList());
      assertThat(ask(() -> list.getBackground().getFills().getFirst().getFill()))
          .isInstanceOfSatisfying(
              Color.class, color -> assertThat(color.getOpacity()).isEqualTo(1.0));
      on(() -> choice().hide());
      window.perform("run.session.compare");
    }
  }

  private static Node popupList() {
    return javafx.stage.Window.getWindows().stream()
        .filter(it -> it instanceof javafx.stage.PopupWindow && it.isShowing())
        .map(it -> it.getScene().getRoot().lookup(".list-view"))
        .filter(it -> it instanceof ListView)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void intactRunsOfAScenarioThatExpectsCorruptionAreNotRedAndCorruptOnesAreTheWorst() {
    run("baseline");
    window.perform("run.explore.seeds");
    until("there is something to run", () -> !run().isDisabled());
    on(() -> {
      ((TextField) window.scene.lookup("#explorer-seeds")).setText("2");
      var form = window.shell.lookupAll(".explorer-form .text-field");
      assertThat(form).isNotEmpty();
    });
    on(() -> ((javafx.scene.control.Button) run()).fire());
    until("both runs were corrupt", () -> window.says("2 of 2"));
    window.settle();
    Set<String> figures =
        ask(() ->
            window.shell.lookupAll(".figure").stream()
                .filter(it ->
                    it.getPseudoClassStates().stream()
                        .anyMatch(state -> state.getPseudoClassName().equals("bad")))
                .map(it -> ((Labeled) it.lookup(".figure-name")).getText())
                .collect(Collectors.toSet()));
    assertThat(figures).containsExactly("Corrupt");
    assertThat(ask(() -> window.says("Not as expected"))).isTrue();
  }

  @Test
  void threePoliciesSideBySideAreOneClickFromTheLibrary(FxRobot robot) {
    robot.clickOn(ask(() -> window.shell.lookup(".side-by-side")));
    until("the table", () -> window.says("corrupt (3 findings)"));
    window.settle();
    assertThat(ask(() -> window.says("intact"))).isTrue();
    for (String outage : List.of("5.61 s", "7.11 s", "20.6 s")) {
      assertThat(ask(() -> window.says(outage))).as(outage).isTrue();
    }
    robot.type(javafx.scene.input.KeyCode.ESCAPE);
    assertThat(ask(() -> window.shell.lookup(".differences"))).isNull();
  }

  private Node run() {
    return window.scene.getRoot().lookupAll(".explorer .button").stream()
        .filter(each -> "Run".equals(((Labeled) each).getText()))
        .findFirst()
        .orElseThrow();
  }
}
