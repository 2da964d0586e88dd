package dev.fenceline.app.window;

import static dev.fenceline.app.window.TestWindow.ask;
import static dev.fenceline.app.window.TestWindow.on;
import static dev.fenceline.app.window.TestWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.workspace.Preferences.Appearance;
import dev.fenceline.lesson.Lesson;
import dev.fenceline.lesson.LessonLibrary;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;

/** The gallery has a card with a miniature for each lesson, scenario and session. */
@Timeout(300)
@Tag("slow")
class WindowGalleryTest {
  private static final String LESSON = "The stale write";

  @RegisterExtension private final TestWindow window = new TestWindow();

  @BeforeEach
  void open() {
    window.perform("lessons.gallery.show");
    until("the cards are there", () -> card(LESSON).isPresent());
  }

  @Test
  void thereIsACardForEachLessonAndScenarioAndForSessions() {
    assertThat(ask(this::titles))
        .containsAll(LessonLibrary.all().stream().map(Lesson::title).toList())
        .containsAll(ScenarioLibrary.all().stream().map(Scenario::title).toList())
        .contains("Linux 6.12 host and target: a black hole, seen by a relay");
  }

  @Test
  void aMiniatureFollowsTheThemeAndALessonTellsNoVerdict() {
    until("it is drawn", () -> image(LESSON).isPresent());
    Image dark = ask(() -> image(LESSON).orElseThrow());
    on(() -> window.preferences.appearance().set(Appearance.LIGHT));
    until(
        "it is drawn again", () -> image(LESSON).filter(image -> !image.equals(dark)).isPresent());
    assertThat(ask(() -> isSeen(LESSON, ".pill"))).isFalse();

    search("baseline");
    String baseline = ScenarioLibrary.find("baseline").orElseThrow().title();
    until("its verdict is known", () -> "CORRUPT".equals(text(baseline, ".pill")));
  }

  @Test
  void aCardShowsTheScoreThatStaysOnTheMachine() {
    assertThat(ask(() -> text(LESSON, ".gallery-note"))).isEqualTo("about 4 min");
    on(() -> window.preferences.lessonScores().put("stale-write", "2/3"));
    assertThat(ask(() -> text(LESSON, ".gallery-note")))
        .isEqualTo("about 4 min \u00b7 2 of 3 right");
  }

  @Test
  void twoCardsAreCompared() {
    search("fenceline run hold");
    String hold = ScenarioLibrary.find("hold").orElseThrow().title();
    on(() -> button(hold, "Compare").fire());
    assertThat(ask(() -> button(hold, "Not this one").isVisible())).isTrue();
    search("fenceline run baseline");
    String baseline = ScenarioLibrary.find("baseline").orElseThrow().title();
    on(() -> button(baseline, "Compare with this").fire());
    until("they are side by side", () -> window.seen("Side by side"));
    until("both are there", () -> window.shell.lookupAll(".stacked-title").size() == 2);
  }

  @Test
  void aLessonStartsFromItsCardByKeyboardAndEndsWithItsPlace(FxRobot robot) {
    startLesson(robot);
    window.perform("lessons.gallery.show");
    until("it has given way to the page", () -> !window.seen("One program, one block"));
    startLesson(robot);
    window.perform("file.window.close");
    until("its card is gone", () -> !window.seen("One program, one block"));
  }

  private void startLesson(FxRobot robot) {
    on(() -> button(LESSON, "Start").requestFocus());
    robot.type(KeyCode.SPACE);
    until("it is played", () -> window.seen("One program, one block"));
  }

  private void search(String words) {
    on(() -> ((TextField) node("gallery.search")).setText(words));
    window.settle();
  }

  private Node node(String id) {
    return window.shell.lookupAll("*").stream()
        .filter(each -> id.equals(each.getId()))
        .findFirst()
        .orElseThrow();
  }

  private List<String> titles() {
    return window.shell.lookupAll(".gallery-card-title").stream()
        .map(node -> ((Label) node).getText())
        .toList();
  }

  private Optional<Parent> card(String title) {
    return window.shell.lookupAll(".gallery-card").stream()
        .map(Parent.class::cast)
        .filter(card -> title.equals(((Label) card.lookup(".gallery-card-title")).getText()))
        .findFirst();
  }

  private Optional<Image> image(String title) {
    return card(title)
        .map(card -> (ImageView) card.lookup(".image-view"))
        .flatMap(view -> Optional.ofNullable(view.getImage()));
  }

  private String text(String title, String style) {
    return card(title).map(card -> ((Label) card.lookup(style)).getText()).orElse("");
  }

  private boolean isSeen(String title, String style) {
    return card(title).map(card -> card.lookup(style).isVisible()).orElse(false);
  }

  private Button button(String title, String words) {
    return card(title).orElseThrow().lookupAll(".button").stream()
        .map(Button.class::cast)
        .filter(button -> button.getText().equals(words))
        .findFirst()
        .orElseThrow();
  }
}
