package dev.fenceline.app.window;

import static dev.fenceline.app.window.TestWindow.ask;
import static dev.fenceline.app.window.TestWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.workspace.OpenSession;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;

/** A replay with the future hidden pauses where something happens and shows nothing after it. */
@Timeout(180)
@Tag("slow")
class WindowHiddenFutureTest {
  @RegisterExtension private final TestWindow window = new TestWindow();

  @Test
  void itPausesAtTheFaultAndThenAtTheDetection(FxRobot robot) {
    OpenSession whole = window.openCcr();
    for (int i = 0; i < 3; i++) {
      robot.press(KeyCode.SHIFT).type(KeyCode.UP).release(KeyCode.SHIFT);
    }
    robot.press(KeyCode.SHIFT).type(KeyCode.SPACE).release(KeyCode.SHIFT);

    until("the replay pauses at the fault", () -> !caption().isEmpty());
    assertThat(seconds()).isEqualTo(6);
    assertThat(shown()).isNotSameAs(whole);
    assertThat(ask(() -> shown().timeline().endNanos())).isLessThan(whole.timeline().endNanos());

    String fault = caption();
    robot.type(KeyCode.SPACE);
    until("the replay pauses at the detection", () -> !caption().equals(fault));
    assertThat(seconds()).isEqualTo(12);

    robot.press(KeyCode.SHIFT).type(KeyCode.SPACE).release(KeyCode.SHIFT);
    until("the whole session is shown again", () -> shown() == whole);
    assertThat(caption()).isEmpty();
  }

  private OpenSession shown() {
    return Objects.requireNonNull(ask(() -> window.workspace.current().get()));
  }

  private long seconds() {
    return TimeUnit.NANOSECONDS.toSeconds(ask(() -> shown().playheadNanos().get()));
  }

  private String caption() {
    return ask(() -> ((Label) window.shell.lookup(".caption")).getText());
  }
}
