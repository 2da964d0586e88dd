package dev.fenceline.app.window;

import static dev.fenceline.app.window.TestWindow.ask;
import static dev.fenceline.app.window.TestWindow.on;
import static dev.fenceline.app.window.TestWindow.type;
import static dev.fenceline.app.window.TestWindow.typeWith;
import static dev.fenceline.app.window.TestWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.feature.WindowParts.Place;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Preferences.Pane;
import dev.fenceline.lesson.Lesson;
import dev.fenceline.lesson.LessonLibrary;
import dev.fenceline.lesson.LessonStep;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The window is presented with the keys of a clicker, and is afterwards as it was before. */
@Timeout(180)
@Tag("slow")
class WindowPresentTest {
  @RegisterExtension private final TestWindow window = new TestWindow();

  @Test
  void onlyTheLanesAreShownAndAfterwardsEveryPaneAsBefore() {
    window.openCcr();
    on(() -> window.preferences.shown(Pane.INSPECTOR).set(false));
    window.settle();
    List<Bounds> before = places();
    double usual = enlargement();

    type(KeyCode.F5);
    window.settle();
    assertThat(isPresenting()).isTrue();
    assertThat(ask(() -> window.parts.stage().isFullScreen())).isTrue();
    for (String chrome : List.of(".menu-bar", ".status-strip", ".library", "#lower-tabs")) {
      assertThat(isSeen(chrome)).as(chrome).isFalse();
    }
    assertThat(usual).isEqualTo(1);
    assertThat(enlargement()).isGreaterThan(1.2);
    Bounds lanes = place(window.parts.region(Place.MIDDLE));
    assertThat(lanes.getMinX()).isZero();
    assertThat(lanes.getWidth()).isEqualTo(ask(() -> window.scene.getWidth()));

    type(KeyCode.ESCAPE);
    window.settle();
    assertThat(isPresenting()).isFalse();
    assertThat(places()).isEqualTo(before);
    assertThat(ask(() -> window.preferences.shown(Pane.INSPECTOR).get())).isFalse();
    assertThat(ask(() -> window.preferences.shown(Pane.LIBRARY).get())).isTrue();
    assertThat(enlargement()).isEqualTo(1);
  }

  @Test
  void pageDownAndUpGoToTheMomentsThatMatter() {
    window.openCcr();
    type(KeyCode.HOME, KeyCode.F5, KeyCode.PAGE_DOWN);
    assertThat(seconds()).isEqualTo(6);
    assertThat(text(".caption")).startsWith("6.899 s  ");
    type(KeyCode.PAGE_DOWN);
    assertThat(seconds()).isEqualTo(12);
    String detection = text(".caption");
    type(KeyCode.PAGE_DOWN, KeyCode.PAGE_UP);
    assertThat(text(".caption")).isEqualTo(detection);
    assertThat(isSeen(".caption")).isTrue();

    type(KeyCode.HOME);
    assertThat(text(".caption")).isEmpty();
    type(KeyCode.PAGE_DOWN, KeyCode.ESCAPE);
    assertThat(text(".caption")).isEmpty();
  }

  @Test
  void theScreenIsBlackUntilTheNextKeyWhichDoesNothingElse() {
    window.openCcr();
    type(KeyCode.B);
    assertThat(isSeen(".present-black")).isFalse();
    type(KeyCode.HOME, KeyCode.F5, KeyCode.B);
    assertThat(isSeen(".present-black")).isTrue();
    window.settle();
    assertThat(place(window.shell.lookup(".present-black"))).isEqualTo(place(window.shell));

    for (KeyCode key : List.of(KeyCode.PAGE_DOWN, KeyCode.ESCAPE, KeyCode.B)) {
      type(key);
      assertThat(isSeen(".present-black")).as(key.getName()).isFalse();
      assertThat(isPresenting()).as(key.getName()).isTrue();
      assertThat(seconds()).isZero();
      type(KeyCode.B);
    }
    assertThat(isSeen(".present-black")).isTrue();
  }

  @Test
  void theLessonGoesOnWhenPresentingEnds() {
    window.perform("lessons.start.stale-write");
    until("the lesson has begun", () -> isSeen(".lesson-title"));
    window.settle();
    type(KeyCode.F5, KeyCode.PAGE_DOWN);
    until("the second step is shown", () -> text(".lesson-count").startsWith("2 of "));
    assertThat(isPresenting()).isTrue();
    assertThat(text(".present-timer")).startsWith("0:");
    type(KeyCode.ESCAPE);
    assertThat(isPresenting()).isFalse();
    assertThat(isSeen(".lesson-title")).isTrue();
    type(KeyCode.ESCAPE);
    until("the lesson is left", () -> !isSeen(".lesson-title"));
  }

  @Test
  void theNotesOfTheSpeakerAreShownWhenAskedFor() {
    LessonStep first = LessonLibrary.find("stale-write").orElseThrow().steps().getFirst();
    assertThat(first.notes()).isNotEmpty();
    window.perform("lessons.start.stale-write");
    until("the lesson has begun", () -> first.title().equals(text(".lesson-title")));
    type(KeyCode.F5);
    assertThat(isSeen(".present-notes")).isFalse();
    typeWith(KeyCode.SHIFT, KeyCode.S);
    assertThat(isSeen(".present-notes")).isTrue();
    assertThat(ask(() -> window.seen(first.notes()))).isTrue();
    type(KeyCode.PAGE_DOWN);
    until("the second step is shown", () -> text(".lesson-count").startsWith("2 of "));
    assertThat(ask(() -> window.seen(first.notes()))).isFalse();
    typeWith(KeyCode.SHIFT, KeyCode.S);
    assertThat(isSeen(".present-notes")).isFalse();
  }

  @Test
  void theInspectorIsPresentedWhereAStepShowsAnEvent() {
    Lesson lesson = LessonLibrary.find("asking").orElseThrow();
    window.perform("lessons.start.asking");
    type(KeyCode.F5);
    for (int i = 0; i < lesson.steps().size(); i++) {
      LessonStep step = lesson.steps().get(i);
      until(step.title(), () -> step.title().equals(text(".lesson-title")));
      for (int keys = 0; keys < 3 && !isRead(); keys++) {
        type(KeyCode.PAGE_DOWN);
      }
      assertThat(isSeen(".inspector")).as(step.title()).isEqualTo(step.select() != null);
      type(KeyCode.PAGE_DOWN);
    }
    until("the lesson has ended", () -> !isSeen(".lesson-title"));
    assertThat(isPresenting()).isTrue();
    assertThat(isSeen(".inspector")).isFalse();
  }

  /** Whether the step waits for Page Down only to go to the next. */
  private boolean isRead() {
    return ask(() ->
        window.shell.lookupAll(".lesson-card .button").stream()
            .map(node -> ((Button) node).getText())
            .anyMatch(Set.of("Next", "Finish")::contains));
  }

  private boolean isPresenting() {
    return ask(() -> window.parts.presenting().get());
  }

  private double enlargement() {
    return ask(() -> window.parts.region(Place.MIDDLE).getLocalToSceneTransform().getMxx());
  }

  private List<Bounds> places() {
    return Stream.of(
            window.parts.region(Place.LEFT),
            window.parts.region(Place.MIDDLE),
            ask(() -> window.shell.lookup("#lower-tabs")))
        .map(WindowPresentTest::place)
        .toList();
  }

  private static Bounds place(Node node) {
    return ask(() -> node.localToScene(node.getLayoutBounds()));
  }

  private boolean isSeen(String style) {
    return ask(
        () -> Optional.ofNullable(window.shell.lookup(style)).filter(this::isSeen).isPresent());
  }

  private boolean isSeen(Node node) {
    return node.getScene() != null
        && node.isVisible()
        && (node.getParent() == null || isSeen(node.getParent()));
  }

  private long seconds() {
    return TimeUnit.NANOSECONDS.toSeconds(ask(() -> shown().playheadNanos().get()));
  }

  private OpenSession shown() {
    return Objects.requireNonNull(window.workspace.current().get());
  }

  private String text(String style) {
    return ask(() ->
        Optional.ofNullable(window.shell.lookup(style))
            .map(node -> ((Label) node).getText())
            .orElse(""));
  }
}
