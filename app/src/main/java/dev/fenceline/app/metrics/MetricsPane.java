package dev.fenceline.app.metrics;

import javafx.scene.control.ScrollPane;

/** Shows the metrics in the room that the lanes leave, and scrolls them where it is too little. */
final class MetricsPane extends ScrollPane {
  private static final double LEAST_HEIGHT = 62;

  MetricsPane(MetricsView metrics) {
    super(metrics);
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setMinHeight(LEAST_HEIGHT);
    visibleProperty().bind(metrics.visibleProperty());
    managedProperty().bind(visibleProperty());
  }
}
