package dev.fenceline.app.feature;

import javafx.scene.control.Tooltip;

/** Creates tooltips. Escape hides a tooltip and still has its usual effect. */
public final class Tip {
  private Tip() {}

  /** Returns a tooltip without text. */
  public static Tooltip empty() {
    Tooltip tip = new Tooltip();
    tip.setConsumeAutoHidingEvents(false);
    return tip;
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
