package dev.fenceline.app.window;

import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.transform.Scale;
import javafx.stage.PopupWindow;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.Window;

/**
 * Enlarges menus, lists and tooltips like the window that they belong to: each is a window of its
 * own.
 */
final class EnlargedPopups {
  private final Stage stage;
  private final ObservableValue<Double> factor;

  private EnlargedPopups(Stage stage, ObservableValue<Double> factor) {
    this.stage = stage;
    this.factor = factor;
  }

  /** Enlarges the popups of a window by a factor, as long as the window is shown. */
  static void of(Stage stage, ObservableValue<Double> factor) {
    EnlargedPopups popups = new EnlargedPopups(stage, factor);
    ListChangeListener<Window> listener =
        change -> {
          while (change.next()) {
            change.getAddedSubList().forEach(popups::came);
          }
        };
    stage
        .showingProperty()
        .subscribe(isShown -> {
          Window.getWindows().removeListener(listener);
          if (isShown) {
            Window.getWindows().addListener(listener);
          }
        });
  }

  private void came(Window window) {
    if (window instanceof PopupWindow popup && isOfStage(popup)) {
      ObservableList<Node> parts = popup.getScene().getRoot().getChildrenUnmodifiable();
      double room = screen(popup).getHeight();
      // A long menu is enlarged only as far as the screen is high.
      parts.forEach(
          part -> enlarge(part, Math.clamp(room / part.prefHeight(-1), 1, factor.getValue())));
    }
  }

  private boolean isOfStage(PopupWindow popup) {
    Window owner = popup.getOwnerWindow();
    return stage.equals(owner) || (owner instanceof PopupWindow above && isOfStage(above));
  }

  private static Rectangle2D screen(PopupWindow popup) {
    return Screen.getScreensForRectangle(popup.getX(), popup.getY(), 1, 1).stream()
        .findFirst()
        .orElseGet(Screen::getPrimary)
        .getVisualBounds();
  }

  /** A popup is shown more than once, and is as large as what is on it with its transforms. */
  private static void enlarge(Node part, double factor) {
    part.getTransforms().removeIf(each -> each instanceof Scale);
    if (factor != 1) {
      part.getTransforms().add(new Scale(factor, factor));
    }
  }
}
