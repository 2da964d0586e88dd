package dev.fenceline.app.window;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Region;

/**
 * Panes side by side, of which some can be folded away. A pane that comes back has the size that it
 * had before.
 */
final class FoldingPanes {
  private static final double DIVIDER_MAX = 8;

  private final SplitPane split;
  private final List<Node> all;
  private final Map<Node, Double> sizes = new LinkedHashMap<>();
  private final Map<Node, ObservableValue<Boolean>> shown = new LinkedHashMap<>();

  private double dividerSize;

  /** Takes over the panes that a split pane has. */
  FoldingPanes(SplitPane split) {
    this.split = split;
    this.all = List.copyOf(split.getItems());
  }

  /** Folds a pane away while it is not to be shown. */
  void fold(Region pane, ObservableValue<Boolean> whenShown) {
    shown.put(pane, whenShown);
    SplitPane.setResizableWithParent(pane, false);
    whenShown.subscribe(_ -> arrange());
  }

  /** Returns the size that a pane has, or had when it was last shown; 0 if it never was. */
  double size(Region pane) {
    double now = split.getItems().contains(pane) ? extent(pane) : 0;
    return now > 0 ? now : sizes.getOrDefault(pane, 0.0);
  }

  /** Sets the size that a pane has at first, in pixels. */
  void size(Region pane, double pixels) {
    sizes.put(pane, pixels);
  }

  /** Returns the room that the shown panes leave for the others, in pixels. */
  double left() {
    double taken =
        split.getItems().stream()
            .filter(shown::containsKey)
            .mapToDouble(pane -> size((Region) pane))
            .sum();
    return extent(split) - taken;
  }

  /** Shows the panes that are to be shown, each in its size. */
  void arrange() {
    measureDividers();
    split.getItems().stream()
        .filter(shown::containsKey)
        .filter(pane -> extent(pane) > 0)
        .forEach(pane -> sizes.put(pane, extent(pane)));
    divide();
  }

  /** Does the same, but takes the sizes as they were set. */
  void divide() {
    List<Node> now =
        all.stream().filter(it -> !shown.containsKey(it) || shown.get(it).getValue()).toList();
    if (!now.equals(split.getItems())) {
      split.getItems().setAll(now);
    }
    double whole = extent(split);
    if (whole <= 0) {
      return;
    }
    double before = 0;
    double[] positions = new double[now.size() - 1];
    double fixed =
        now.stream().mapToDouble(it -> sizes.getOrDefault(it, 0.0)).sum()
            + dividerSize * positions.length;
    for (int i = 0; i < positions.length; i++) {
      before += shown.containsKey(now.get(i)) ? sizes.getOrDefault(now.get(i), 0.0) : whole - fixed;
      positions[i] = (before + dividerSize / 2) / whole;
      before += dividerSize;
    }
    split.setDividerPositions(positions);
  }

  /** Learns from the last layout how much room a divider takes. */
  private void measureDividers() {
    int dividers = split.getItems().size() - 1;
    double panes = split.getItems().stream().mapToDouble(this::extent).sum();
    double size = (extent(split) - panes) / dividers;
    if (dividers > 0 && size >= 0 && size <= DIVIDER_MAX) {
      dividerSize = size;
    }
  }

  private double extent(Node pane) {
    boolean isAcross = split.getOrientation() == Orientation.HORIZONTAL;
    return isAcross ? ((Region) pane).getWidth() : ((Region) pane).getHeight();
  }
}
