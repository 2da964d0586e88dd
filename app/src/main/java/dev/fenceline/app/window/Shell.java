package dev.fenceline.app.window;

import dev.fenceline.app.feature.WhyDisabled;
import dev.fenceline.app.feature.WindowParts;
import dev.fenceline.app.feature.WindowParts.Place;
import dev.fenceline.app.workspace.Preferences.Pane;
import dev.fenceline.app.workspace.Workspace;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.function.DoubleConsumer;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TabPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.WindowEvent;

/** Lays out the parts of the window and dispatches keys to the actions. */
final class Shell extends StackPane {
  private static final double LIBRARY_WIDTH = 248;
  private static final double INSPECTOR_WIDTH = 308;
  private static final double LOG_HEIGHT = 248;

  /** The largest shares of a narrow window that the side panes take. */
  private static final double LIBRARY_SHARE = 0.2;

  private static final double INSPECTOR_SHARE = 0.24;
  private static final double LOG_SHARE = 0.34;

  /** The share of the window below which the lanes get room from the side panes. */
  private static final double MIDDLE_SHARE_MIN = 0.4;

  /** The height that headline, lanes and overview keep, unless the window is too low for it. */
  private static final double LANES_HEIGHT_MIN = 350;

  private static final double LANES_SHARE = 1 - LOG_SHARE;

  /** The largest share of the window that a pane takes in the size that the user has given it. */
  private static final double CHOSEN_SHARE = 0.4;

  private static final PseudoClass REDUCED_MOTION = PseudoClass.getPseudoClass("reduced-motion");
  private static final String NAME_AFTER = " \u2014 Fenceline";
  private static final double SIDE_MIN = 180;
  private static final Insets MESSAGE_INSET = new Insets(90, 8, 28, 0);

  private final BooleanProperty isFolded = new SimpleBooleanProperty();

  Shell(WindowParts window, Messages messages) {
    Workspace workspace = window.workspace();
    MenuStrip menus = new MenuStrip(window.actions(), title(workspace));
    menus.showRecent(workspace.preferences().recent(), workspace.files()::open);
    SplitPane body = body(window);
    // What a page covers cannot be reached with Tab.
    body.visibleProperty().bind(window.pages().visibleProperty().not());
    StackPane middle = new StackPane(body, window.pages());
    // What does not fit is cut in the middle, and not the tools above or the state below.
    middle.setMinSize(0, 0);
    VBox.setVgrow(middle, Priority.ALWAYS);
    // From top to bottom, because Tab goes this way.
    VBox frame =
        new VBox(
            away(
                new VBox(menus, new ToolStrip(window), window.region(Place.SESSIONS)),
                window.presenting()),
            middle,
            away(new StatusStrip(workspace), window.presenting()));
    Region corner = messages.scrolling();
    StackPane.setAlignment(corner, Pos.BOTTOM_RIGHT);
    StackPane.setMargin(corner, MESSAGE_INSET);
    StackPane all = new StackPane(frame);
    all.getChildren().addAll(window.layers());
    all.getChildren()
        .addAll(corner, window.overlay(), new DropTarget(this, workspace.files()::open));
    FocusRing ring = new FocusRing(frame);
    all.getChildren().add(ring);
    Enlarged enlarged =
        new Enlarged(all, window.presenting(), workspace.preferences().sizePercent());
    EnlargedPopups.of(window.stage(), enlarged.factor());
    getChildren().setAll(enlarged);
    window.reducedMotion().subscribe(now -> pseudoClassStateChanged(REDUCED_MOTION, now));
    window.presenting().subscribe((_, now) -> fold(now));
    sceneProperty()
        .subscribe(scene -> {
          if (scene != null) {
            menus.onceListening(() -> KeyDispatch.of(scene, window, ring));
            FocusHome.of(scene, window);
            WhyDisabled.watch(scene);
          }
        });
  }

  /**
   * Folds all panes away, or brings those back that the user wants. They come back between two
   * layouts, because a split pane that is resized gives no room to new panes.
   */
  private void fold(boolean isPresenting) {
    if (isPresenting) {
      isFolded.set(true);
    } else {
      layout();
      isFolded.set(false);
      applyCss();
      layout();
    }
  }

  /** Takes a region away while the window is presented. */
  private static Region away(Region region, ObservableBooleanValue presenting) {
    region.visibleProperty().bind(Bindings.not(presenting));
    region.managedProperty().bind(region.visibleProperty());
    return region;
  }

  private BooleanBinding shown(WindowParts window, Pane pane) {
    BooleanProperty chosen = window.workspace().preferences().shown(pane);
    return chosen.and(isFolded.not());
  }

  /** Returns the headline, the lanes and the overview, with the tabs below them. */
  private SplitPane middle(WindowParts window) {
    TabPane tabs = new TabPane();
    tabs.setId("lower-tabs");
    tabs.getTabs().setAll(window.tabs());
    tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
    VBox lanes =
        new VBox(
            window.region(Place.HEAD), window.region(Place.MIDDLE), window.region(Place.BELOW));
    VBox.setVgrow(window.region(Place.MIDDLE), Priority.ALWAYS);
    SplitPane middle = new SplitPane(lanes, tabs);
    middle.setOrientation(Orientation.VERTICAL);
    // A split pane cuts a part that needs more room at both ends: at the headline as well.
    lanes
        .minHeightProperty()
        .bind(Bindings.min(LANES_HEIGHT_MIN, middle.heightProperty().multiply(LANES_SHARE)));
    DividerKeys.on(middle);
    FoldingPanes rows = new FoldingPanes(middle);
    BooleanBinding isFree = window.lessonPlayed().not().or(window.tabsNeeded());
    rows.fold(tabs, shown(window, Pane.TABS).and(isFree));
    whenFirstLaidOut(
        middle.heightProperty(),
        height -> {
          rows.size(
              tabs, size(window, Pane.TABS, height, Math.min(LOG_HEIGHT, LOG_SHARE * height)));
          rows.divide();
        });
    whenHidden(window, () -> remember(window, Pane.TABS, rows.size(tabs)));
    return middle;
  }

  /** Returns the library, the middle and the inspector. */
  private SplitPane body(WindowParts window) {
    Region left = window.region(Place.LEFT);
    Region right = window.region(Place.RIGHT);
    left.setMinWidth(SIDE_MIN);
    right.setMinWidth(SIDE_MIN);
    SplitPane all = new SplitPane(left, middle(window), right);
    DividerKeys.on(all);
    FoldingPanes columns = new FoldingPanes(all);
    BooleanBinding noLesson = window.lessonPlayed().not();
    // The verdicts in the library would give away what a lesson asks.
    columns.fold(left, shown(window, Pane.LIBRARY).and(noLesson));
    columns.fold(
        right,
        shown(window, Pane.INSPECTOR)
            .and(noLesson.or(window.inspectorNeeded()))
            .or(isFolded.and(window.inspectorNeeded())));
    whenFirstLaidOut(
        all.widthProperty(),
        width -> {
          columns.size(
              left,
              size(window, Pane.LIBRARY, width, Math.min(LIBRARY_WIDTH, LIBRARY_SHARE * width)));
          columns.size(
              right,
              size(
                  window,
                  Pane.INSPECTOR,
                  width,
                  Math.min(INSPECTOR_WIDTH, INSPECTOR_SHARE * width)));
          columns.divide();
        });
    giveWay(all, columns, left, right);
    whenHidden(
        window,
        () -> {
          remember(window, Pane.LIBRARY, columns.size(left));
          remember(window, Pane.INSPECTOR, columns.size(right));
        });
    return all;
  }

  /**
   * The sizes that panes had before they gave way to the middle.
   *
   * @param all the size of all of them
   */
  private record Usual(double all, double left, double right) {}

  /**
   * Makes the side panes narrower when the window gets narrow, or everything in it larger, and
   * gives them their sizes back when there is room again.
   */
  private static void giveWay(SplitPane all, FoldingPanes columns, Region left, Region right) {
    Deque<Usual> before = new ArrayDeque<>();
    all.widthProperty()
        .subscribe((was, now) -> {
          double width = now.doubleValue();
          if (!before.isEmpty() && width >= before.peek().all()) {
            Usual usual = before.pop();
            Platform.runLater(() -> divide(columns, left, usual.left(), right, usual.right()));
          } else if (width < was.doubleValue() && columns.left() < MIDDLE_SHARE_MIN * width) {
            if (before.isEmpty()) {
              before.push(new Usual(was.doubleValue(), columns.size(left), columns.size(right)));
            }
            Platform.runLater(
                () -> divide(columns, left, LIBRARY_SHARE * width, right, INSPECTOR_SHARE * width));
          }
        });
  }

  private static void divide(
      FoldingPanes columns, Region left, double leftSize, Region right, double rightSize) {
    columns.size(left, leftSize);
    columns.size(right, rightSize);
    columns.divide();
  }

  private static void whenHidden(WindowParts window, Runnable action) {
    window.stage().addEventHandler(WindowEvent.WINDOW_HIDING, _ -> action.run());
  }

  private static void remember(WindowParts window, Pane pane, double size) {
    if (size > 0) {
      window.workspace().preferences().rememberLayout(part(pane), Long.toString(Math.round(size)));
    }
  }

  /**
   * Returns the size that a pane had when the window was last closed, in pixels.
   *
   * @param usual the size if that is not known
   */
  private static double size(WindowParts window, Pane pane, double room, double usual) {
    return window
        .workspace()
        .preferences()
        .layout(part(pane))
        .filter(words -> words.matches("\\d{1,5}"))
        .map(words -> Math.min(Double.parseDouble(words), Math.max(usual, CHOSEN_SHARE * room)))
        .orElse(usual);
  }

  private static String part(Pane pane) {
    return "pane." + pane.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Divides a pane by sizes in pixels when it is first laid out. Afterwards the user may move the
   * dividers.
   */
  private static void whenFirstLaidOut(ReadOnlyDoubleProperty size, DoubleConsumer divide) {
    size.subscribe((before, now) -> {
      if (before.doubleValue() == 0 && now.doubleValue() > 0) {
        divide.accept(now.doubleValue());
      }
    });
  }

  /**
   * Returns the title of the window: the session, whether it is saved, and the name of the program.
   */
  static ObservableValue<String> title(Workspace workspace) {
    return workspace
        .shown()
        .flatMap(session ->
            session
                .saved()
                .map(saved -> session.title() + (saved ? "" : " (not saved)") + NAME_AFTER))
        .orElse("Fenceline");
  }
}
