package dev.fenceline.app.window;

import static dev.fenceline.app.window.TestWindow.ask;
import static dev.fenceline.app.window.TestWindow.on;
import static dev.fenceline.app.window.TestWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.kernellog.KernelLogViewModel;
import dev.fenceline.app.workspace.OpenSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.util.WaitForAsyncUtils;

/** The whole window, on a toolkit without a display: sessions and what is shown of them. */
@Timeout(180)
@Tag("slow")
class WindowTest {
  @RegisterExtension private final TestWindow window = new TestWindow();

  @Test
  void aScenarioRunFromTheWindowGetsItsVerdict() {
    on(() -> window.parts.start("ccr"));
    until(
        "the verdict of the first scenario",
        () -> window.says("INTACT") && window.says("fenced in 1.50 s"));
    until(
        "every scenario has a verdict",
        () -> window.says("held for 15.0 s") && window.says("stale write at 15.6 s"));
    window.settle();
    OpenSession first = ask(() -> window.workspace.current().get());
    window.perform("run.start");
    until("the run is shown", () -> window.workspace.current().get() != first);
    window.settle();
    assertThat(ask(() -> window.says("Cross-Controller Reset"))).isTrue();
    assertThat(ask(() -> Shell.title(window.workspace).getValue()))
        .isEqualTo("CCR via survivor (not saved) \u2014 Fenceline");
  }

  @Test
  void aChosenLineOfTheKernelLogIsShownByTheInspector() {
    OpenSession session = window.openCcr();
    on(session::selectNothing);
    assertThat(ask(() -> window.says("Cross-Controller Reset"))).isFalse();
    on(() -> {
      ListView<?> log = (ListView<?>) window.shell.lookup(".kernel-log");
      int line = line(log, "CCR succeeded using nvme3");
      log.getSelectionModel().select(line);
      log.fireEvent(
          new javafx.scene.input.KeyEvent(
              javafx.scene.input.KeyEvent.KEY_RELEASED,
              "",
              "",
              javafx.scene.input.KeyCode.DOWN,
              false,
              false,
              false,
              false));
    });
    until(
        "the inspector shows it",
        () -> window.says("Cross-Controller Reset") && window.says("nvme3 (source)"));
  }

  private static int line(ListView<?> log, String text) {
    for (int i = 0; i < log.getItems().size(); i++) {
      if (log.getItems().get(i).toString().contains(text)) {
        return i;
      }
    }
    throw new AssertionError("no line says " + text);
  }

  @Test
  void whoLooksForEventsSeesThem() {
    on(() -> window.workspace.files().open(window.ccr));
    until("the session is shown", () -> window.workspace.current().get() != null);
    window.settle();
    window.perform("edit.find.focus");
    on(() -> ((TextField) window.scene.getFocusOwner()).setText("lane:nvme4 keep-alive-expired"));

    until(
        "the only match is counted",
        () -> ((Label) window.scene.lookup(".find-count")).getText().equals("1"));
    assertThat(ask(() -> selectedTab())).startsWith("Events");
  }

  private String selectedTab() {
    TabPane tabs = (TabPane) window.scene.lookup("#lower-tabs");
    return tabs.getSelectionModel().getSelectedItem().getText();
  }

  @Test
  void playMovesThePlayheadAndPauseStopsIt() {
    OpenSession session = window.openCcr();
    on(() -> session.seek(0));
    window.perform("playback.play");
    until("the playhead moves", () -> session.playheadNanos().get() > 0);
    window.perform("playback.play");
    long paused = ask(() -> session.playheadNanos().get());
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(ask(() -> session.playheadNanos().get())).isEqualTo(paused);
  }

  @Test
  void aSessionThatIsSavedAndOpenedAgainDrawsTheSamePicture() {
    OpenSession first = window.openCcr();
    int[] before = pixels();
    assertThat(Arrays.stream(before).distinct().count()).as("colours").isGreaterThan(20);
    Path copy = window.folder.resolve("copy.fenceline");
    on(() -> window.workspace.files().save(first, copy));
    until("it is saved", () -> window.says(copy.toString()));
    on(() -> window.workspace.close(first));
    OpenSession second = window.open(copy);
    assertThat(second).isNotSameAs(first);
    assertThat(pixels()).isEqualTo(before);
  }

  private int[] pixels() {
    return ask(() -> {
      Node lanes = window.shell.lookup(".swimlanes");
      WritableImage image = lanes.snapshot(null, null);
      int width = (int) image.getWidth();
      int height = (int) image.getHeight();
      int[] pixels = new int[width * height];
      image
          .getPixelReader()
          .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
      return pixels;
    });
  }

  @Test
  void aTruncatedSessionOpensWithAWarning() throws IOException {
    byte[] whole = Files.readAllBytes(window.ccr);
    Path cut = window.folder.resolve("cut.fenceline");
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
    OpenSession session = window.open(cut);
    assertThat(ask(() -> window.says("The session is incomplete"))).isTrue();
    assertThat(ask(() -> session.count().get())).isGreaterThan(1_000);
  }

  @Test
  void eachFileThatIsNotWholeHasOneMessageWhichNamesItOnce() throws IOException {
    byte[] text = Files.readAllBytes(window.ccr);
    Path cut = window.folder.resolve("cut.fenceline");
    Files.write(cut, Arrays.copyOf(text, text.length / 2));
    Path words = window.folder.resolve("words.log");
    Files.writeString(words, "no kernel says this\n");
    window.open(cut);
    on(() -> window.workspace.files().open(words));
    until("the other is refused", () -> window.says("The file cannot be opened"));
    List<String> lines = ask(() -> window.notifications());
    for (Path file : List.of(cut, words)) {
      assertThat(lines).filteredOn(line -> line.contains(file.toString())).hasSize(1);
    }
    assertThat(lines).filteredOn(line -> line.equals("The session is incomplete")).hasSize(1);
  }

  /** A message would lie over the log of a session that it is not about. */
  @Test
  void aWarningIsShownWithItsSessionOnly() throws IOException {
    Path log = window.folder.resolve("untimed.log");
    Files.writeString(log, "nvme nvme3: starting error recovery\n");
    OpenSession first = window.open(log);
    assertThat(ask(() -> window.seen("Opened with a warning"))).isTrue();
    window.openCcr();
    until("the other is shown", () -> window.workspace.current().get() != first);
    assertThat(ask(() -> window.seen("Opened with a warning"))).isFalse();
    on(() -> window.workspace.show(first));
    assertThat(ask(() -> window.seen("Opened with a warning"))).isTrue();
  }

  @Test
  void theKernelLogSaysThatItIsReadBeforeItSaysThatNothingIsPrinted() {
    KernelLogViewModel log = ask(() -> new KernelLogViewModel(window.workspace));
    List<String> said = new CopyOnWriteArrayList<>();
    on(() -> log.nothing().subscribe(words -> said.add(words)));
    window.openCcr();
    assertThat(said)
        .containsExactly(
            "The kernel log of the host appears here.",
            "Reading the kernel log\u2026",
            "The kernel log of the host has no lines.");
    assertThat(ask(() -> log.lines().size())).isGreaterThan(0);
  }

  @Test
  void ofALogOfTwoHostsOneIsOpenedAloneAndOnce() throws IOException {
    Path log = window.folder.resolve("two.log");
    Files.writeString(
        log,
        """
        hosta: [  600.0] nvme nvme3: starting error recovery
        hostb: [  700.0] nvme nvme4: starting error recovery
        """);
    on(() -> window.workspace.files().open(log, "hostb"));
    until("one is shown", () -> window.workspace.current().get() != null);
    OpenSession one = Objects.requireNonNull(ask(() -> window.workspace.current().get()));
    assertThat(one.title()).isEqualTo("two.log, host hostb");
    window.open(log);
    until("both are shown", () -> window.workspace.current().get() != one);
    on(() -> window.workspace.files().open(log, "hostb"));
    window.settle();
    assertThat(ask(() -> window.workspace.current().get())).isSameAs(one);
    assertThat(ask(() -> window.workspace.sessions().size())).isEqualTo(2);
  }

  @Test
  void aFileThatIsNoSessionIsRefusedWithAWord() throws IOException {
    Path other = window.folder.resolve("other.fenceline");
    Files.writeString(other, "no session at all\n");
    on(() -> window.workspace.files().open(other));
    until("the message", () -> window.says("The file cannot be opened"));
    assertThat(ask(() -> window.workspace.current().get())).isNull();
    on(() -> ((Button) window.shell.lookup(".notification .button")).fire());
    assertThat(ask(() -> Clipboard.getSystemClipboard().getString()))
        .startsWith("The file cannot be opened\n" + other);
    on(() -> {
      Node close = window.shell.lookup(".notification .close-button");
      close.fireEvent(
          new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false));
    });
    assertThat(ask(() -> window.says("The file cannot be opened"))).isFalse();
  }
}
