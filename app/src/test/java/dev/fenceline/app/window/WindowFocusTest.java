package dev.fenceline.app.window;

import static dev.fenceline.app.window.TestWindow.ask;
import static dev.fenceline.app.window.TestWindow.on;
import static dev.fenceline.app.window.TestWindow.type;
import static dev.fenceline.app.window.TestWindow.typeWith;
import static dev.fenceline.app.window.TestWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Preferences.Appearance;
import dev.fenceline.app.workspace.TimeRange;
import dev.fenceline.event.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.stage.Window;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;

/** The window without a mouse: where Tab goes, what shows the focus, and that it is never lost. */
@Timeout(180)
@Tag("slow")
class WindowFocusTest {
  /** More than the window has to reach with Tab. */
  private static final int STOPS_MAX = 200;

  /** The parts of the window from top to bottom and from left to right. */
  private static final Map<String, String> PARTS =
      Map.of(
          ".tool-strip", "tools",
          ".library", "library",
          ".lanes", "lanes",
          ".overview", "overview",
          ".inspector", "inspector",
          "#session-tabs", "sessions");

  @RegisterExtension private final TestWindow window = new TestWindow();

  private Node focus() {
    return Objects.requireNonNull(ask(window.scene::getFocusOwner));
  }

  private Node node(String selector) {
    return Objects.requireNonNull(ask(() -> window.shell.lookup(selector)), selector);
  }

  private static String part(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      for (var each : PARTS.entrySet()) {
        if (at.getStyleClass().contains(each.getKey().substring(1))
            || ("#" + at.getId()).equals(each.getKey())) {
          return each.getValue();
        }
      }
      if (at.getStyleClass().contains("split-pane-divider")) {
        return "divider";
      }
      if (at.getStyleClass().contains("tab-pane")) {
        return "tabs";
      }
    }
    return node.toString();
  }

  /** Presses Tab from the lanes until it comes back to them, and returns all stops. */
  private List<Node> round(boolean isForward) {
    on(() -> window.shell.lookup(".lanes").requestFocus());
    List<Node> stops = new ArrayList<>();
    do {
      stops.add(focus());
      if (isForward) {
        type(KeyCode.TAB);
      } else {
        typeWith(KeyCode.SHIFT, KeyCode.TAB);
      }
      Bounds ring = ring();
      assertThat(ring).as("the ring of %s", focus()).isNotNull();
      assertThat(ring.getWidth()).isPositive();
      assertThat(stops.size()).as("Tab is caught at %s", focus()).isLessThan(STOPS_MAX);
    } while (!focus().equals(stops.getFirst()));
    return stops;
  }

  /** Returns where the ring is drawn. */
  private Bounds ring() {
    Node ring = node(".focus-ring");
    until("the ring is drawn", ring::isVisible);
    return ask(() -> ring.localToScene(ring.getLayoutBounds()));
  }

  @Test
  void tabGoesFromTheTopToTheBottomAndBack() {
    OpenSession session = window.openCcr();
    on(() -> session.select(100)); // no line of the kernel log
    window.settle();
    List<Node> there = round(true);
    assertThat(ask(() -> session.selected().get())).as("Tab selects nothing").isEqualTo(100);
    List<String> parts = there.stream().map(WindowFocusTest::part).distinct().toList();
    assertThat(parts)
        .containsSubsequence("lanes", "overview", "tabs", "inspector", "tools", "library");
    List<Node> back = new ArrayList<>(round(false));
    back.add(back.removeFirst());
    assertThat(back.reversed()).containsExactlyElementsOf(there);
  }

  @Test
  void theRingIsDrawnInEveryThemeInAColourThatNoSelectionHas() {
    window.openCcr();
    for (Appearance theme : List.of(Appearance.DARK, Appearance.LIGHT, Appearance.CONTRAST)) {
      on(() -> window.preferences.appearance().set(theme));
      window.settle();
      on(() -> window.shell.lookup(".library .hyperlink").requestFocus());
      type(KeyCode.TAB);
      ring();
      Region ring = (Region) node(".focus-ring");
      Color color = (Color) ask(() -> ring.getBorder().getStrokes().get(1).getTopStroke());
      assertThat(chroma(color)).as("%s, the accent is blue", theme).isLessThan(0.2);
      Bounds around = ask(() -> ring.localToScene(ring.getLayoutBounds()));
      Bounds inside = ask(() -> focus().localToScene(focus().getLayoutBounds()));
      assertThat(around.contains(inside.getCenterX(), inside.getCenterY())).isTrue();
      assertThat(around.getWidth()).isGreaterThanOrEqualTo(inside.getWidth());
    }
  }

  /** Returns how far a colour is from grey. */
  private static double chroma(Color color) {
    double most = Math.max(color.getRed(), Math.max(color.getGreen(), color.getBlue()));
    double least = Math.min(color.getRed(), Math.min(color.getGreen(), color.getBlue()));
    return most - least;
  }

  @Test
  void whatIsClickedHasNoRing(FxRobot robot) {
    window.openCcr();
    robot.clickOn(node(".tool-strip .text-field"));
    type(KeyCode.TAB);
    ring();
    robot.clickOn(node(".lanes"));
    until("no ring", () -> !window.shell.lookup(".focus-ring").isVisible());
    window.perform("help.find.keys");
    type(KeyCode.ESCAPE);
    window.settle();
    assertThat(focus()).isSameAs(node(".lanes"));
    assertThat(ask(() -> window.shell.lookup(".focus-ring").isVisible())).isFalse();
  }

  @Test
  void aPageAndASheetGiveTheFocusBack() {
    window.openCcr();
    Node card = ask(() -> window.shell.lookup(".library .card"));
    for (String page :
        List.of(
            "run.scenario.edit",
            "run.report.show",
            "run.serve.show",
            "run.explore.seeds",
            "run.compare.policies",
            "run.target.connect",
            "lessons.gallery.show",
            "help.find.keys",
            "help.find.action",
            "help.find.term",
            "view.jump.time")) {
      on(card::requestFocus);
      window.perform(page);
      window.settle();
      assertThat(focus()).as(page).isNotSameAs(card);
      type(KeyCode.TAB);
      assertThat(part(focus()))
          .as("Tab stays on what covers the lanes: %s", page)
          .isNotIn("lanes", "overview", "library", "inspector", "tabs");
      type(KeyCode.ESCAPE);
      window.settle();
      if (ask(() -> window.parts.pages().isVisible() || window.parts.overlay().isDisplay())) {
        type(KeyCode.ESCAPE); // the first one was for a field or a list
        window.settle();
      }
      assertThat(focus()).as(page).isSameAs(card);
    }
  }

  @Test
  void tabLeavesAFieldOfSeveralLines() {
    OpenSession session = window.openCcr();
    on(() -> session.select(100));
    window.perform("lessons.author.add");
    window.perform("lessons.author.show");
    window.settle();
    List<Node> areas =
        ask(() ->
            window.shell.lookupAll(".text-area").stream()
                .filter(node -> node.isVisible() && !node.isDisabled())
                .toList());
    assertThat(areas).isNotEmpty();
    for (Node area : areas) {
      String before = ask(() -> ((TextArea) area).getText());
      on(area::requestFocus);
      type(KeyCode.TAB);
      assertThat(focus()).as(area.getId()).isNotSameAs(area);
      assertThat(ask(() -> ((TextArea) area).getText())).isEqualTo(before);
    }
    on(() -> window.parts.pages().leave());
  }

  @Test
  void aPaneThatIsFoldedAwayLeavesTheFocusOnTheLanes() {
    window.openCcr();
    on(() -> window.shell.lookup(".library .card").requestFocus());
    window.perform("view.pane.library");
    until("the lanes have it", () -> window.shell.lookup(".lanes").isFocused());
    until("the log is there", () -> window.shell.lookup(".kernel-log") != null);
    on(() -> window.shell.lookup(".kernel-log").requestFocus());
    window.perform("view.pane.tabs");
    until("the lanes have it again", () -> window.shell.lookup(".lanes").isFocused());
  }

  @Test
  void aDividerIsMovedWithTheArrowKeys() {
    window.openCcr();
    double before = ask(() -> ((Region) window.shell.lookup(".library")).getWidth());
    SplitPane columns =
        ask(() ->
            window.shell.lookupAll(".split-pane").stream()
                .map(SplitPane.class::cast)
                .filter(each -> each.getItems().size() == 3)
                .findFirst()
                .orElseThrow());
    Node divider =
        ask(() ->
            columns.getChildrenUnmodifiable().stream()
                .filter(each -> each.getStyleClass().contains("split-pane-divider"))
                .findFirst()
                .orElseThrow());
    on(() -> window.shell.lookup(".lanes").requestFocus());
    for (int tabs = 0; tabs < STOPS_MAX && !focus().equals(divider); tabs++) {
      type(KeyCode.TAB);
    }
    assertThat(focus()).isSameAs(divider);
    type(KeyCode.RIGHT, KeyCode.RIGHT);
    window.settle();
    assertThat(ask(() -> ((Region) window.shell.lookup(".library")).getWidth()))
        .isGreaterThan(before + 20);
  }

  @Test
  void keysGoFromLaneToLaneAndAlongALane() {
    OpenSession session = window.openCcr();
    on(() -> session.seek(TimeUnit.SECONDS.toNanos(13)));
    on(session::selectNothing);
    on(() -> window.shell.lookup(".lanes").requestFocus());
    control(KeyCode.DOWN);
    Lane first = ask(() -> session.selectedEvent().orElseThrow().lane());
    control(KeyCode.DOWN);
    Lane second = ask(() -> session.selectedEvent().orElseThrow().lane());
    assertThat(second).isNotEqualTo(first);
    control(KeyCode.UP);
    assertThat(ask(() -> session.selectedEvent().orElseThrow().lane())).isEqualTo(first);
    long at = ask(() -> session.selected().get());
    control(KeyCode.RIGHT);
    assertThat(ask(() -> session.selected().get())).isGreaterThan(at);
    assertThat(ask(() -> session.selectedEvent().orElseThrow().lane())).isEqualTo(first);
    control(KeyCode.LEFT);
    assertThat(ask(() -> session.selected().get())).isEqualTo(at);
  }

  private static void control(KeyCode key) {
    typeWith(KeyCode.CONTROL, key);
  }

  @Test
  void menuCardAndMeasureOfTheSelectionAreOpenedByKey() {
    OpenSession session = window.openCcr();
    on(() -> session.select(40));
    window.settle();
    typeWith(KeyCode.SHIFT, KeyCode.F10);
    until("the menu is shown", () -> isShown(ContextMenu.class));
    type(KeyCode.ESCAPE);
    until("it is closed", () -> !isShown(ContextMenu.class));
    long drawn = ask(() -> selectDrawn(session));
    assertThat(drawn).isPositive();
    type(KeyCode.I);
    until("the card is shown", () -> isShown(Tooltip.class));
    type(KeyCode.ESCAPE);
    until("it is gone", () -> !isShown(Tooltip.class));
    on(() -> session.view().markerA().set(TimeUnit.SECONDS.toNanos(1)));
    on(() -> session.view().markerB().set(TimeUnit.SECONDS.toNanos(4)));
    typeWith(KeyCode.SHIFT, KeyCode.M);
    assertThat(ask(() -> session.measured().get()))
        .isEqualTo(new TimeRange(TimeUnit.SECONDS.toNanos(1), TimeUnit.SECONDS.toNanos(4)));
  }

  /** Selects the event with which a controller enters FENCING, whose bar is drawn. */
  private static long selectDrawn(OpenSession session) {
    Stream.iterate(1L, number -> number <= session.count().get(), number -> number + 1)
        .filter(
            number -> session.find(number).orElseThrow().detail().toString().contains("to=FENCING"))
        .findFirst()
        .ifPresent(session::select);
    return session.selected().get();
  }

  private static boolean isShown(Class<? extends Window> kind) {
    return Window.getWindows().stream().anyMatch(it -> kind.isInstance(it) && it.isShowing());
  }
}
