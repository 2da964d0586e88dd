package dev.fenceline.app.window;

import static dev.fenceline.app.window.TestWindow.ask;
import static dev.fenceline.app.window.TestWindow.on;
import static dev.fenceline.app.window.TestWindow.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fenceline.app.feature.ReducedMotion;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Preferences;
import dev.fenceline.app.workspace.Preferences.Motion;
import dev.fenceline.lesson.LessonLibrary;
import dev.fenceline.lesson.LessonStep;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuBar;
import javafx.scene.control.TabPane;
import javafx.scene.control.skin.TabPaneSkin;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.stage.Window;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;

/** Larger text and controls, and reduced motion. */
@Timeout(180)
@Tag("slow")
class WindowComfortTest {
  @RegisterExtension private final TestWindow window = new TestWindow();

  private Bounds onScreen(String selector) {
    window.settle();
    return ask(() -> {
      Node node = window.shell.lookup(selector);
      return node.localToScreen(node.getLayoutBounds());
    });
  }

  private static void control(FxRobot robot, KeyCode key) {
    robot.press(KeyCode.CONTROL).type(key).release(KeyCode.CONTROL);
  }

  @Test
  void textControlsAndLanesAreEnlargedByKeyAndStaySharp(FxRobot robot) throws IOException {
    window.openCcr();
    double button = onScreen(".tool-strip .primary").getHeight();
    control(robot, KeyCode.PLUS);
    assertThat(onScreen(".tool-strip .primary").getHeight()).isCloseTo(1.5 * button, within(0.5));
    for (String part : List.of(".menu-bar", ".tool-strip", ".lanes", ".status-strip")) {
      assertThat(onScreen(part).getMaxX()).as(part).isLessThanOrEqualTo(1001);
      assertThat(onScreen(part).getMaxY()).as(part).isLessThanOrEqualTo(TestWindow.HEIGHT + 1);
    }
    control(robot, KeyCode.PLUS);
    assertThat(onScreen(".tool-strip .primary").getHeight()).isCloseTo(2 * button, within(0.5));
    assertThat(onScreen(".lanes").getWidth())
        .as("the side panes have made room")
        .isGreaterThan(250);
    assertThat(onScreen("#more-tools").getMaxX()).isLessThanOrEqualTo(1001);
    Region lanes = (Region) ask(() -> window.shell.lookup(".lanes"));
    Canvas drawn = (Canvas) ask(() -> lanes.getChildrenUnmodifiable().getFirst());
    assertThat(ask(drawn::getWidth)).isCloseTo(2 * ask(lanes::getWidth), within(1.0));
    Path kept = window.folder.resolve("preferences.properties");
    Preferences.save(ask(() -> window.preferences.snapshot()), kept);
    assertThat(Preferences.load(kept).sizePercent().get()).isEqualTo(200);
    control(robot, KeyCode.DIGIT0);
    assertThat(onScreen(".tool-strip .primary").getHeight()).isCloseTo(button, within(0.5));
  }

  @Test
  void theHeadlineIsNeverCutOffAndTheInspectorGetsItsWidthBack() {
    window.openCcr();
    double inspector = onScreen(".inspector").getWidth();
    for (int percent : List.of(100, 150, 200)) {
      window.perform("view.size." + percent);
      Bounds sentence = onScreen(".headline .sentence");
      assertThat(sentence.getMinY())
          .as("%d %%", percent)
          .isGreaterThanOrEqualTo(onScreen(".tool-strip").getMaxY());
      assertThat(sentence.getMaxY())
          .as("%d %%", percent)
          .isLessThanOrEqualTo(onScreen(".lanes").getMinY());
    }
    window.perform("view.size.100");
    window.settle();
    assertThat(onScreen(".inspector").getWidth()).isCloseTo(inspector, within(1.0));
  }

  @Test
  void menusAreEnlargedToo(FxRobot robot) {
    double item = itemHeight(robot);
    window.perform("view.size.200");
    window.settle();
    assertThat(itemHeight(robot)).isCloseTo(2 * item, within(1.0));
  }

  /** Opens the menu Edit, and returns how high its first item is on the screen. */
  private double itemHeight(FxRobot robot) {
    MenuBar bar = (MenuBar) ask(() -> window.shell.lookup(".menu-bar"));
    on(() -> bar.getMenus().get(1).show());
    until("the menu is open", () -> menu().isPresent());
    window.settle();
    double height =
        ask(() -> {
          Node first = bar.getMenus().get(1).getItems().getFirst().getStyleableNode();
          Bounds bounds = first.localToScreen(first.getLayoutBounds());
          Window popup = menu().orElseThrow();
          assertThat(bounds.getMaxX()).isLessThanOrEqualTo(popup.getX() + popup.getWidth() + 1);
          return bounds.getHeight();
        });
    robot.type(KeyCode.ESCAPE);
    on(() -> bar.getMenus().get(1).hide());
    return height;
  }

  private static Optional<Window> menu() {
    return Window.getWindows().stream()
        .filter(it -> it instanceof ContextMenu && it.isShowing())
        .findFirst();
  }

  @Test
  void motionIsReducedAsTheDesktopSaysUnlessTheUserChooses() throws IOException {
    SimpleObjectProperty<Boolean> desktop = new SimpleObjectProperty<>(false);
    ObservableBooleanValue reduced = ReducedMotion.of(window.preferences, desktop);
    assertThat(reduced.get()).isFalse();
    desktop.set(true);
    assertThat(reduced.get()).isTrue();
    on(() -> window.preferences.motion().set(Motion.FULL));
    assertThat(reduced.get()).isFalse();
    window.perform("view.motion.reduced");
    assertThat(ask(() -> window.preferences.motion().get())).isEqualTo(Motion.REDUCED);
    Path kept = window.folder.resolve("motion.properties");
    Preferences.save(ask(() -> window.preferences.snapshot()), kept);
    assertThat(Preferences.load(kept).motion().get()).isEqualTo(Motion.REDUCED);
  }

  @Test
  void withReducedMotionTabsOpenAtOnce() {
    window.openCcr();
    assertThat(tabAnimation()).isEqualTo("GROW");
    on(() -> window.preferences.motion().set(Motion.REDUCED));
    assertThat(tabAnimation()).isNotEqualTo("GROW");
  }

  /** Returns how the tabs of the sessions come, as the style sheets say. */
  private String tabAnimation() {
    window.settle();
    return ask(() -> {
      TabPane tabs = (TabPane) window.shell.lookup("#session-tabs");
      window.shell.applyCss();
      return tabs.getSkin() instanceof TabPaneSkin skin
          ? skin.getCssMetaData().stream()
              .filter(each -> each.getProperty().equals("-fx-open-tab-animation"))
              .map(each -> value(each, tabs))
              .findFirst()
              .orElse("")
          : "";
    });
  }

  @SuppressWarnings("unchecked")
  private static <S extends Styleable, T> String value(CssMetaData<S, T> property, Node node) {
    return String.valueOf(property.getStyleableProperty((S) node).getValue());
  }

  @Test
  void withReducedMotionALessonShowsAtOnceWhatItWouldPlay(FxRobot robot) {
    on(() -> window.preferences.motion().set(Motion.REDUCED));
    window.perform("lessons.start.stale-write");
    for (LessonStep step : LessonLibrary.find("stale-write").orElseThrow().steps()) {
      until(step.title(), () -> step.title().equals(text(".lesson-title")));
      if (step.question() != null) {
        break;
      }
      until("it can be read: " + step.title(), () -> !isPlaying());
      robot.type(KeyCode.PAGE_DOWN);
    }
    until("a question is asked", () -> !text(".lesson-ask").isEmpty());
    List<Number> moments = new ArrayList<>();
    OpenSession session = ask(() -> window.workspace.current().get());
    on(() -> session.playheadNanos().subscribe((_, now) -> moments.add(now)));
    robot.type(KeyCode.DIGIT2);
    until("the answer is explained", () -> !isPlaying() && !text(".lesson-because").isEmpty());
    assertThat(moments).as("the playhead jumps to where the step ends").hasSizeLessThan(4);
    window.perform("lessons.play.leave");
  }

  private String text(String label) {
    Node node = window.shell.lookup(label);
    return node == null ? "" : ((Labeled) node).getText();
  }

  private boolean isPlaying() {
    return window.shell.lookupAll(".lesson-card .button").stream()
        .anyMatch(node -> ((Button) node).getText().equals("Skip"));
  }
}
