package dev.fenceline.app.window;

import static dev.fenceline.app.window.TestWindow.ask;
import static dev.fenceline.app.window.TestWindow.on;
import static dev.fenceline.app.window.TestWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.PduEvent;
import dev.fenceline.timeline.block.BlockStep;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;

/** What the tabs below the lanes and the links of the inspector change on the lanes. */
@Timeout(180)
@Tag("slow")
class WindowTabsTest {
  /** The row of this field, which is in the bytes 4 to 7 of each header. */
  private static final int PACKET_LENGTH = 5;

  @RegisterExtension private final TestWindow window = new TestWindow();

  private void showTab(String words) {
    on(() -> {
      TabPane tabs = (TabPane) window.shell.lookup("#lower-tabs");
      tabs.getTabs().stream()
          .filter(tab -> tab.getText().startsWith(words))
          .forEach(tabs.getSelectionModel()::select);
    });
    window.settle();
  }

  private Node node(String selector) {
    return Objects.requireNonNull(ask(() -> window.shell.lookup(selector)), selector);
  }

  private OpenSession shown() {
    return Objects.requireNonNull(ask(() -> window.workspace.current().get()));
  }

  @Test
  void aSliderRunsTheScenarioAgainWithTheFirstRunBehindItUntilItIsReset() {
    OpenSession first = window.openCcr();
    showTab("What if");
    Slider slider = (Slider) node("#what-if-slider-kato");
    on(slider::increment);
    until("the changed run is shown", () -> window.workspace.current().get() != first);
    window.settle();
    OpenSession changed = shown();
    assertThat(ask(() -> ((TextField) node("#what-if-kato")).getText())).isNotEqualTo("5 s");
    assertThat(ask(() -> changed.view().former().get())).isSameAs(first.timeline());
    assertThat(changed.timeline().endNanos()).isNotEqualTo(first.timeline().endNanos());

    window.perform("run.whatif.reset");
    until("the first run is shown", () -> window.workspace.current().get() == first);
    assertThat(ask(() -> window.workspace.sessions())).containsExactly(first);
  }

  @Test
  void aStepOfABlockIsSelectedOnTheLanesByEachClick(FxRobot robot) {
    OpenSession session = window.openCcr();
    showTab("Blocks");
    ListView<?> blocks = (ListView<?>) node("#blocks-list");
    ListView<?> steps = (ListView<?>) node("#blocks-steps");
    until("there are blocks", () -> !blocks.getItems().isEmpty());
    on(() -> blocks.getSelectionModel().select(1));
    until("it has a history", () -> steps.getItems().size() > 1);
    window.settle();
    for (String click : List.of("first click", "second click")) {
      on(session::selectNothing);
      robot.clickOn(ask(() -> row(steps, 1)));
      Event selected =
          ask(() -> session.selectedEvent().orElseThrow(() -> new AssertionError(click)));
      assertThat(selected).as(click).isEqualTo(((BlockStep) steps.getItems().get(1)).event());
      assertThat(ask(() -> session.playheadNanos().get())).isEqualTo(selected.nanos());
      assertThat(ask(() -> session.visible().get().contains(selected.nanos()))).isTrue();
    }
  }

  @Test
  void aFieldOfAPduLightsItsBytes() {
    OpenSession session = window.openCcr();
    Event passed =
        session.timeline().events().stream()
            .filter(event -> event.detail() instanceof PduEvent.Passed pdu && pdu.header() != null)
            .findFirst()
            .orElseThrow();
    on(() -> session.select(passed.sequence()));
    window.settle();
    assertThat(ask(this::litBytes)).isEmpty();
    on(() -> ((ListView<?>) node(".pdu-fields")).getSelectionModel().select(PACKET_LENGTH));
    String header = Objects.requireNonNull(((PduEvent.Passed) passed.detail()).header());
    assertThat(ask(this::litBytes)).hasSize(4);
    assertThat(String.join("", ask(this::litBytes)).replace(" ", ""))
        .isEqualTo(header.substring(8, 16));
  }

  /** Returns the bytes of the PDU that are lit, in their order. */
  private List<String> litBytes() {
    return window.shell.lookupAll(".pdu-byte:lit").stream()
        .map(byt -> ((Text) byt).getText())
        .toList();
  }

  /** Returns the row of a list that shows an item. */
  private static Node row(ListView<?> list, int index) {
    return list.lookupAll(".list-cell").stream()
        .filter(cell -> ((ListCell<?>) cell).getIndex() == index)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void bracketsFollowFromAnEventToItsCauseAndOnToItsEffect() {
    OpenSession session = window.openCcr();
    Event effect =
        session.timeline().events().stream()
            .filter(event -> event.detail() instanceof ControllerEvent.StateChanged)
            .filter(event -> event.cause().sequence() > 0)
            .findFirst()
            .orElseThrow();
    on(() -> session.select(effect.sequence()));
    window.settle();
    write("[");
    window.settle();
    Event cause = ask(() -> session.selectedEvent().orElseThrow());
    assertThat(cause.sequence()).isLessThan(effect.sequence());
    assertThat(cause.nanos()).isLessThanOrEqualTo(effect.nanos());
    write("]");
    window.settle();
    assertThat(ask(() -> session.selectedEvent().orElseThrow().sequence()))
        .isGreaterThan(cause.sequence());
  }

  /** Types a character, as keyboards of many countries do it with several keys. */
  private void write(String character) {
    KeyEvent typed =
        new KeyEvent(
            KeyEvent.KEY_TYPED, character, "", KeyCode.UNDEFINED, false, false, false, false);
    on(() -> window.shell.lookup(".lanes").fireEvent(typed));
  }
}
