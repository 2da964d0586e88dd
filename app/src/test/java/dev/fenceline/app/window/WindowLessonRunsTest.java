package dev.fenceline.app.window;

import static dev.fenceline.app.window.TestWindow.ask;
import static dev.fenceline.app.window.TestWindow.on;
import static dev.fenceline.app.window.TestWindow.type;
import static dev.fenceline.app.window.TestWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.lesson.Lesson;
import dev.fenceline.lesson.LessonLibrary;
import dev.fenceline.lesson.LessonStep;
import dev.fenceline.session.SessionNote;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A lesson leaves no more than its last run open, and the next lesson closes that. */
@Timeout(180)
@Tag("slow")
class WindowLessonRunsTest {
  private static final int KEYS_MAX = 4;

  @RegisterExtension private final TestWindow window = new TestWindow();

  @Test
  void theRunsOfALessonAreClosedUnlessTheUserHasChangedThem() {
    take("cost");
    OpenSession left = only();
    begin("identity");
    assertThat(only()).isNotSameAs(left);
    type(KeyCode.ESCAPE);
    OpenSession noted = only();
    on(() -> noted.notes().add(new SessionNote("kept", 0, "", "to be kept")));
    begin("keep-alive");
    assertThat(sessions()).hasSize(2).contains(noted);
  }

  @Test
  void aNoteOfAStepStaysWhenTheLessonEnds() {
    begin("keep-alive");
    OpenSession part = only();
    SessionNote note = new SessionNote("kept", 0, "", "to be kept");
    on(() -> part.notes().add(note));
    type(KeyCode.ESCAPE);
    assertThat(only()).isNotSameAs(part);
    assertThat(only().notes()).containsExactly(note);
  }

  private void begin(String id) {
    window.perform("lessons.start." + id);
    String title = LessonLibrary.find(id).orElseThrow().steps().getFirst().title();
    until(title, () -> title.equals(title()));
    window.settle();
  }

  private void take(String id) {
    Lesson lesson = LessonLibrary.find(id).orElseThrow();
    begin(id);
    for (LessonStep step : lesson.steps()) {
      until(step.title(), () -> step.title().equals(title()));
      window.settle();
      assertThat(sessions()).as(step.title()).hasSize(1);
      for (int keys = 0; keys < KEYS_MAX && !isRead(); keys++) {
        type(KeyCode.PAGE_DOWN);
      }
      type(KeyCode.PAGE_DOWN);
    }
    until("the lesson has ended", () -> title().isEmpty());
  }

  private boolean isRead() {
    return ask(() ->
        window.shell.lookupAll(".lesson-card .button").stream()
            .map(node -> ((Button) node).getText())
            .anyMatch(List.of("Next", "Finish")::contains));
  }

  private List<OpenSession> sessions() {
    return ask(() -> List.copyOf(window.workspace.sessions()));
  }

  private OpenSession only() {
    assertThat(sessions()).hasSize(1);
    return sessions().getFirst();
  }

  private String title() {
    return ask(() ->
        Optional.ofNullable(window.shell.lookup(".lesson-title"))
            .map(node -> ((Label) node).getText())
            .orElse(""));
  }
}
