package dev.fenceline.app.window;

import javafx.application.Platform;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * A ring around what the keyboard has reached. It is the same everywhere, and looks like nothing
 * that is selected. What was last focused with the mouse has no ring. It stands in front of what it
 * surrounds, and behind what lies above that, such as the card of a lesson.
 */
final class FocusRing extends Region {
  /** How far the ring is outside of what it surrounds, in pixels. */
  private static final double OUTSIDE = 3;

  /** The order in which the frame of the window is drawn: before what lies above it. */
  private static final double FRAME_ORDER = 2;

  private static final double ABOVE_FRAME = 1;
  private static final double ABOVE_ALL = 0;

  private final Node frame;
  private boolean isKeyLast;
  private boolean isReachedByKey;

  /**
   * Creates a ring that surrounds nothing yet.
   *
   * @param frame what the layers of the window lie above; has the same parent as the ring
   */
  FocusRing(Node frame) {
    this.frame = frame;
    frame.setViewOrder(FRAME_ORDER);
    getStyleClass().add("focus-ring");
    setManaged(false);
    setMouseTransparent(true);
    setVisible(false);
    sceneProperty()
        .subscribe(scene -> {
          if (scene != null) {
            follow(scene);
          }
        });
  }

  private void follow(Scene scene) {
    scene.addEventFilter(KeyEvent.KEY_PRESSED, _ -> pressed(true));
    scene.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> pressed(false));
    scene.focusOwnerProperty().subscribe(this::came);
    scene.addPostLayoutPulseListener(this::place);
  }

  private void pressed(boolean isKey) {
    isKeyLast = isKey;
    isReachedByKey &= isKey;
    Platform.requestNextPulse();
  }

  /** Remembers what was reached with the mouse, so that it has no ring when the focus returns. */
  private void came(@Nullable Node owner) {
    isReachedByKey = false;
    if (owner != null && isKeyLast) {
      isReachedByKey = !owner.getProperties().containsKey(FocusRing.class);
    } else if (owner != null) {
      owner.getProperties().put(FocusRing.class, true);
    }
    Platform.requestNextPulse();
  }

  /** Reports whether a node has the focus and was reached with the keyboard. */
  boolean isOn(@Nullable Node node) {
    Scene scene = getScene();
    if (scene == null || node == null || !node.equals(scene.getFocusOwner())) {
      return false;
    }
    if (node.isFocusVisible()) {
      node.getProperties().remove(FocusRing.class);
    }
    return node.isFocusVisible() || isReachedByKey;
  }

  private void place() {
    Scene scene = getScene();
    Node owner = scene == null ? null : scene.getFocusOwner();
    Bounds seen = owner == null || !isOn(owner) ? null : seen(part(owner));
    setVisible(seen != null);
    if (seen != null) {
      setViewOrder(isIn(frame, owner) ? ABOVE_FRAME : ABOVE_ALL);
      Bounds at = getParent().sceneToLocal(seen);
      Bounds room = getParent().getLayoutBounds();
      double left = Math.max(0, at.getMinX() - OUTSIDE);
      double top = Math.max(0, at.getMinY() - OUTSIDE);
      double right = Math.min(room.getWidth(), at.getMaxX() + OUTSIDE);
      double bottom = Math.min(room.getHeight(), at.getMaxY() + OUTSIDE);
      resizeRelocate(left, top, right - left, bottom - top);
    }
  }

  private static boolean isIn(Node whole, @Nullable Node part) {
    return part != null && (part.equals(whole) || isIn(whole, part.getParent()));
  }

  /** Returns the part of a control that the keys act on: a tab, a row, or the control itself. */
  private static Node part(Node owner) {
    if (owner instanceof TabPane) {
      Node tab = owner.lookup(".tab:selected");
      return tab == null ? owner : tab;
    }
    String cells =
        switch (owner) {
          case TableView<?> _ -> ".table-row-cell";
          case ListView<?> _ -> ".list-cell";
          case TreeView<?> _ -> ".tree-cell";
          default -> "";
        };
    return cells.isEmpty()
        ? owner
        : owner.lookupAll(cells).stream()
            .filter(cell -> cell.isFocused() && cell.isVisible())
            .filter(cell -> cell instanceof IndexedCell<?> row && !row.isEmpty())
            .findFirst()
            .orElse(owner);
  }

  /** Returns what is seen of a node, in the scene; null if nothing is. */
  private static @Nullable Bounds seen(Node node) {
    Bounds seen = node.localToScene(node.getLayoutBounds());
    for (Parent above = node.getParent(); above != null; above = above.getParent()) {
      if (!above.isVisible()) {
        return null;
      }
      Node clip = above.getClip();
      if (clip != null) {
        seen = common(seen, above.localToScene(clip.getBoundsInParent()));
      }
    }
    return seen.getWidth() < 0 || seen.getHeight() < 0 ? null : seen;
  }

  private static Bounds common(Bounds one, Bounds other) {
    double left = Math.max(one.getMinX(), other.getMinX());
    double top = Math.max(one.getMinY(), other.getMinY());
    double right = Math.min(one.getMaxX(), other.getMaxX());
    double bottom = Math.min(one.getMaxY(), other.getMaxY());
    return new BoundingBox(left, top, right - left, bottom - top);
  }
}
