package dev.fenceline.app.window;

import static dev.fenceline.app.window.TestWindow.ask;
import static dev.fenceline.app.window.TestWindow.on;
import static dev.fenceline.app.window.TestWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** What the tabs below the lanes and the links of the inspector change on the lanes. */
@ExtendWith(ApplicationExtension.class)
@Timeout(180)
@Tag("slow")
class WindowTabsTest {
  @TempDir private static Path folder = Path.of("");
  private static Path ccr = Path.of("");

  private final TestWindow window = new TestWindow();

  @BeforeAll
  static void recordASession() throws IOException {
    ccr = TestWindow.recordCcr(folder);
  }

  @Start
  void start(Stage stage) {
    window.show(stage);
  }

  @AfterEach
  void close() {
    window.close();
  }

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
    OpenSession first = window.open(ccr);
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
  void aStepOfABlockIsSelectedOnTheLanes() {
    OpenSession session = window.open(ccr);
    showTab("Blocks");
    ListView<?> blocks = (ListView<?>) node("#blocks-list");
    ListView<?> steps = (ListView<?>) node("#blocks-steps");
    until("there are blocks", () -> !blocks.getItems().isEmpty());
    on(() -> blocks.getSelectionModel().select(1));
    until("it has a history", () -> steps.getItems().size() > 1);
    on(session::selectNothing);
    on(() -> steps.getSelectionModel().select(1));
    Event selected = ask(() -> session.selectedEvent().orElseThrow());
    assertThat(ask(() -> session.playheadNanos().get())).isEqualTo(selected.nanos());
    assertThat(ask(() -> session.visible().get().contains(selected.nanos()))).isTrue();
  }

  @Test
  void bracketsFollowFromAnEventToItsCauseAndOnToItsEffect() {
    OpenSession session = window.open(ccr);
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
