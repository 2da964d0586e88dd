package dev.fenceline.app.window;

import static dev.fenceline.app.window.TestWindow.ask;
import static dev.fenceline.app.window.TestWindow.on;
import static dev.fenceline.app.window.TestWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.workspace.NoteEdits;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.TimeRange;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionFile;
import dev.fenceline.session.SessionReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;

/** A lesson is made in the window, previewed, saved in the file of its session, and offered. */
@Timeout(300)
@Tag("slow")
class WindowAuthoringTest {
  private static final long SECOND = 1_000_000_000L;

  @RegisterExtension private final TestWindow window = new TestWindow();

  @Test
  void notesBecomeALessonThatIsPreviewedSavedAndOffered(FxRobot robot) throws IOException {
    OpenSession session = window.openCcr();
    on(() -> {
      new NoteEdits(session).add(new TimeRange(2 * SECOND, 2 * SECOND), "All is well here.");
      new NoteEdits(session).add(new TimeRange(9 * SECOND, 11 * SECOND), "Nobody answers.");
    });
    window.perform("lessons.author.show");
    press("author.notes");
    write("author.title", "Silence");
    write("author.summary", "What silence looks like.");
    until("the lesson is complete", () -> !button("author.preview").isDisabled());

    press("author.preview");
    until("the player shows step 1", () -> text(".lesson-title").equals("All is well here"));
    robot.type(KeyCode.PAGE_DOWN);
    until("the player shows step 2", () -> text(".lesson-title").equals("Nobody answers"));
    robot.type(KeyCode.PAGE_DOWN);
    until("the page is back", () -> node("author.title").isPresent());

    on(() -> ((ListView<?>) node("author.steps").orElseThrow()).getSelectionModel().select(1));
    until("the second step is chosen", () -> value("author.step.title").equals("Nobody answers"));
    press("author.preview");
    until("it plays from there", () -> text(".lesson-title").equals("Nobody answers"));
    robot.type(KeyCode.PAGE_UP);
    until("the step before", () -> text(".lesson-title").equals("All is well here"));
    robot.type(KeyCode.ESCAPE);
    until("the page is there", () -> node("author.title").isPresent());

    on(() -> node("author.summary").orElseThrow().requestFocus());
    robot.type(KeyCode.SHIFT);
    write("author.summary", "Something else.");
    robot.press(KeyCode.CONTROL).type(KeyCode.Z).release(KeyCode.CONTROL);
    until("it is taken back", () -> value("author.summary").equals("What silence looks like."));
    robot.press(KeyCode.CONTROL).type(KeyCode.Y).release(KeyCode.CONTROL);
    until("it is made again", () -> value("author.summary").equals("Something else."));
    press("author.undo");
    until("undone once more", () -> value("author.summary").equals("What silence looks like."));

    Path file = window.folder.resolve("silence.fenceline");
    on(() -> window.workspace.files().save(session, file));
    window.settle();
    assertThat(SessionReader.read(file).lesson()).isPresent();
  }

  @Test
  void openingTheFileOffersTheLessonAndSaysWhatDoesNotFit(FxRobot robot) throws IOException {
    String lesson =
        """
        {"id":"own","title":"Own","summary":"s","minutes":2,"steps":[
          {"title":"First","text":"a","at":"2 s"},
          {"title":"Late","text":"b","at":"900 s"}]}
        """;
    Path file = window.folder.resolve("own.fenceline");
    Session session = SessionReader.read(window.ccr).withLesson(lesson);
    SessionFile.save(file, session);
    Files.delete(window.ccr);

    window.open(file);
    until("it is offered", () -> node("lesson-offer-play").isPresent());
    String details = ask(() -> words("Step 2, \"Late\": "));
    assertThat(details)
        .contains("The lesson does not fit this session any more")
        .contains("900 s is after the end of this run");
    robot.type(KeyCode.ENTER);
    until("it plays", () -> text(".lesson-title").equals("First"));
    robot.type(KeyCode.PAGE_DOWN);
    until("the misfit is shown", () -> text(".lesson-misfit").startsWith("900 s is after"));
    robot.type(KeyCode.ESCAPE);
    until("it is left", () -> text(".lesson-title").isEmpty());
    assertThat(ask(() -> node("lesson-offer-play"))).isEmpty();
  }

  private String words(String part) {
    return window.shell.lookupAll(".label").stream()
        .map(node -> ((Label) node).getText())
        .filter(text -> text != null && text.contains(part))
        .findFirst()
        .orElse("");
  }

  private void press(String id) {
    until(id, () -> node(id).isPresent());
    on(() -> button(id).fire());
    window.settle();
  }

  private void write(String id, String words) {
    on(() -> ((TextInputControl) node(id).orElseThrow()).setText(words));
  }

  private String value(String id) {
    return ask(() -> node(id).map(each -> ((TextInputControl) each).getText()).orElse(""));
  }

  private Button button(String id) {
    return (Button) node(id).orElseThrow();
  }

  private Optional<Node> node(String id) {
    return window.shell.lookupAll("*").stream().filter(each -> id.equals(each.getId())).findFirst();
  }

  private String text(String style) {
    return ask(() ->
        Optional.ofNullable(window.shell.lookup(style))
            .map(node -> ((Label) node).getText())
            .orElse(""));
  }
}
