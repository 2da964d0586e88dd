package dev.fenceline.app.feature;

import java.util.Comparator;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.layout.Region;

/** Scrolls the largest list or text of a page by what is visible of it. */
public final class PageTurning {
  /** The part of what is visible by which a page is turned. */
  private static final double PART = 0.85;

  private PageTurning() {}

  /**
   * Turns a page.
   *
   * @param pages 1 forward, -1 back
   */
  public static void turn(Parent page, int pages) {
    Optional<Node> largest =
        page.lookupAll("*").stream()
            .filter(node -> node instanceof ScrollPane || node instanceof VirtualFlow<?>)
            .filter(PageTurning::isSeen)
            .max(Comparator.comparingDouble(PageTurning::area));
    largest.ifPresent(node -> {
      if (node instanceof VirtualFlow<?> list) {
        list.scrollPixels(pages * PART * list.getHeight());
      } else if (node instanceof ScrollPane pane) {
        double whole = pane.getContent().getLayoutBounds().getHeight();
        double seen = pane.getViewportBounds().getHeight();
        if (whole > seen) {
          double moved = pane.getVvalue() + pages * PART * seen / (whole - seen);
          pane.setVvalue(Math.clamp(moved, pane.getVmin(), pane.getVmax()));
        }
      }
    });
  }

  private static boolean isSeen(Node node) {
    return node.isVisible() && (node.getParent() == null || isSeen(node.getParent()));
  }

  private static double area(Node node) {
    Region region = (Region) node;
    return region.getWidth() * region.getHeight();
  }
}
