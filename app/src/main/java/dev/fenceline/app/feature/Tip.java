package dev.fenceline.app.feature;

import java.util.function.Supplier;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;

/** Creates tooltips. Escape hides a tooltip and still has its usual effect. */
public final class Tip {
  private Tip() {}

  /** Returns a tooltip without text. */
  public static Tooltip empty() {
    Tooltip tip = new Tooltip();
    tip.setConsumeAutoHidingEvents(false);
    return tip;
  }

  /**
   * Gives a node a tooltip, which is made when the mouse first comes to the node: a tooltip is a
   * window, and most are never shown.
   */
  public static void onHover(Node node, Supplier<Tooltip> make) {
    node.addEventHandler(
        MouseEvent.MOUSE_ENTERED,
        new EventHandler<MouseEvent>() {
          @Override
          public void handle(MouseEvent event) {
            node.removeEventHandler(MouseEvent.MOUSE_ENTERED, this);
            Tooltip.install(node, make.get());
          }
        });
  }

  /** Returns a tooltip of one line. */
  public static Tooltip of(String text) {
    Tooltip tip = empty();
    tip.setText(text);
    return tip;
  }

  /** Returns a tooltip whose text is wrapped. */
  public static Tooltip wrapped(String text, double width) {
    Tooltip tip = of(text);
    tip.setWrapText(true);
    tip.setMaxWidth(width);
    return tip;
  }
}
