package dev.fenceline.app.window;

import static dev.fenceline.app.window.TestWindow.ask;
import static dev.fenceline.app.window.TestWindow.on;
import static dev.fenceline.app.window.TestWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.event.Cause;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Note;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionFile;
import dev.fenceline.session.SessionHeader;
import dev.fenceline.session.SessionReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ProgressBar;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Files that the whole window reads and writes. */
@Timeout(180)
@Tag("slow")
class WindowFilesTest {
  private static final Path RELAYED = Path.of("..", "sessions", "linux-relay.fenceline");

  /** NQNs, IPv4 addresses, and UUIDs. */
  private static final Pattern IDENTIFIER =
      Pattern.compile(
          "nqn\\.[\\w.:-]+|\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b|\\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-");

  private static final int MANY_EVENTS = 150_000;

  @RegisterExtension private final TestWindow window = new TestWindow();

  @Test
  void aRedactedSessionHoldsNoAddressNoNameAndNoIdentifierOfTheOneOnTheScreen() throws IOException {
    List<String> identifiers = identifiers(RELAYED);
    assertThat(identifiers).hasSizeGreaterThan(3);
    OpenSession session = window.open(RELAYED);
    Path shared = window.folder.resolve("shared.fenceline");
    window.choose(shared);
    window.perform("file.export.redacted");
    until(
        "it is said what was replaced",
        () ->
            window.notifications().stream()
                .anyMatch(line -> line.contains("Times, device names and messages are kept.")));
    assertThat(identifiers(shared)).isNotEmpty().doesNotContainAnyElementsOf(identifiers);
    assertThat(SessionReader.read(shared).events()).hasSize(ask(() -> session.timeline().size()));
  }

  private static List<String> identifiers(Path file) throws IOException {
    return IDENTIFIER
        .matcher(SessionReader.read(file).toString())
        .results()
        .map(MatchResult::group)
        .distinct()
        .toList();
  }

  @Test
  void whatIsExportedNextIsOfferedTheFolderOfTheLastExport() throws IOException {
    OpenSession session = window.openCcr();
    Path pictures = Files.createDirectory(window.folder.resolve("pictures"));
    window.choose(pictures.resolve("ccr.svg"));
    window.perform("file.export.svg");
    assertThat(window.chooserFolder)
        .as("nothing was exported yet")
        .isEqualTo(window.folder.toFile());
    until("it is written", () -> Files.exists(pictures.resolve("ccr.svg")));
    window.perform("file.export.csv");
    assertThat(window.chooserFolder).isEqualTo(pictures.toFile());
    window.settle();
    assertThat(ask(() -> session.file().get())).isEqualTo(window.folder.resolve("ccr.fenceline"));
  }

  @Test
  void aBigFileIsReadWithItsProgressOnTheScreenUntilItIsCancelled() throws IOException {
    OpenSession former = window.openCcr();
    Path big = window.folder.resolve("big.fenceline");
    writeBig(big);
    on(() -> window.workspace.files().open(big));
    until("it is read, and cancelled at once", this::cancelled);
    until("the former session is back", () -> former.equals(window.workspace.current().get()));
    window.settle();
    assertThat(ask(() -> window.workspace.sessions())).containsExactly(former);
    assertThat(window.notifications()).isEmpty();
    assertThat(ask(() -> button("Cancel"))).isEmpty();
  }

  private static void writeBig(Path file) throws IOException {
    SessionFile.save(
        file,
        Session.of(
            SessionHeader.of("test", "big", null, 1, "virtual", "emulated"),
            LongStream.rangeClosed(1, MANY_EVENTS)
                .mapToObj(
                    at -> new Event(at, at * 1_000_000, Lane.LAB, Cause.NONE, new Note("said")))
                .toList()));
  }

  /** Presses Cancel if a person sees how far the file is read. */
  private boolean cancelled() {
    boolean isSaid =
        window.shell.lookupAll(".label").stream()
            .filter(TestWindow::isSeen)
            .map(node -> TestWindow.plain(((Labeled) node).getText()))
            .anyMatch(words -> words.matches("Reading big\\.fenceline: [0-9 ]+ events so far"));
    boolean isMoving =
        window.shell.lookupAll(".progress-bar").stream()
            .anyMatch(node -> TestWindow.isSeen(node) && ((ProgressBar) node).isIndeterminate());
    List<Button> cancel = button("Cancel");
    if (!isSaid || !isMoving || cancel.isEmpty()) {
      return false;
    }
    cancel.getFirst().fire();
    return true;
  }

  private List<Button> button(String words) {
    return window.shell.lookupAll(".button").stream()
        .filter(node -> TestWindow.isSeen(node) && words.equals(((Button) node).getText()))
        .map(Button.class::cast)
        .toList();
  }
}
