package dev.fenceline.app.window;

import dev.fenceline.app.feature.WindowParts;
import dev.fenceline.app.feature.WindowParts.Place;
import dev.fenceline.app.workspace.Workspace;
import java.util.function.DoubleConsumer;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Lays out the parts of the window and dispatches keys to the actions. */
final class Shell extends StackPane {
  private static final double LIBRARY_WIDTH = 248;
  private static final double INSPECTOR_WIDTH = 308;
  private static final double LOG_HEIGHT = 248;
  private static final String NAME_AFTER = " \u2014 Fenceline";
  private static final double SIDE_MIN = 180;
  private static final Insets MESSAGE_INSET = new Insets(0, 20, 40, 0);

  private final WindowParts window;

  Shell(WindowParts window, Messages messages) {
    this.window = window;
    Workspace workspace = window.workspace();
    MenuStrip menus = new MenuStrip(window.actions(), title(workspace));
    menus.showRecent(workspace.preferences().recent(), workspace.files()::open);
    BorderPane frame = new BorderPane(new StackPane(body(window), window.pages()));
    frame.setTop(new VBox(menus, new ToolStrip(window)));
    frame.setBottom(new StatusStrip(workspace));
    StackPane.setAlignment(messages, Pos.BOTTOM_RIGHT);
    StackPane.setMargin(messages, MESSAGE_INSET);
    getChildren()
        .setAll(frame, messages, window.overlay(), new DropTarget(this, workspace.files()::open));
    addEventHandler(KeyEvent.KEY_PRESSED, this::dispatch);
    addEventHandler(KeyEvent.KEY_TYPED, this::dispatch);
  }

  /**
   * Dispatches keys that no control has consumed. While the user types, plain keys are text and are
   * consumed here; otherwise the menus would take letters from the find field. Plain keys are also
   * consumed while the session is covered, because they act on the session. Tab is left to the
   * scene, which moves the focus after this.
   */
  private void dispatch(KeyEvent event) {
    if (event.getCode() == KeyCode.TAB) {
      return;
    }
    boolean plain = !event.isShortcutDown() && !event.isAltDown();
    boolean typing = getScene().getFocusOwner() instanceof TextInputControl;
    boolean covered = window.overlay().isDisplay() || window.pages().isVisible();
    if (plain && (typing || covered) && !event.getCode().isFunctionKey()) {
      event.consume();
      return;
    }
    window
        .actions()
        .pressed(event)
        .ifPresent(action -> {
          action.perform();
          event.consume();
        });
  }

  private static SplitPane body(WindowParts window) {
    TabPane tabs = new TabPane();
    tabs.getTabs().setAll(window.tabs());
    tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
    SplitPane middle = new SplitPane(window.region(Place.MIDDLE), tabs);
    middle.setOrientation(Orientation.VERTICAL);
    SplitPane.setResizableWithParent(tabs, false);
    whenFirstLaidOut(
        middle.heightProperty(), height -> middle.setDividerPositions(1 - LOG_HEIGHT / height));
    Region left = window.region(Place.LEFT);
    Region right = window.region(Place.RIGHT);
    left.setMinWidth(SIDE_MIN);
    right.setMinWidth(SIDE_MIN);
    SplitPane all = new SplitPane(left, middle, right);
    SplitPane.setResizableWithParent(left, false);
    SplitPane.setResizableWithParent(right, false);
    whenFirstLaidOut(
        all.widthProperty(),
        width -> all.setDividerPositions(LIBRARY_WIDTH / width, 1 - INSPECTOR_WIDTH / width));
    return all;
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
