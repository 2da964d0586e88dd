package dev.fenceline.app.metrics;

import dev.fenceline.app.action.ActionRegistry;
import dev.fenceline.app.drawing.CanvasPen;
import dev.fenceline.app.drawing.LaneFonts;
import dev.fenceline.app.drawing.SharpCanvas;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.swimlane.layout.TimeScale;
import dev.fenceline.swimlane.paint.MetricsPainter;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.pen.Palette.Tone;
import dev.fenceline.swimlane.pen.TextWidths;
import dev.fenceline.timeline.metrics.Metrics;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Background;
import javafx.scene.layout.Region;
import javafx.util.Subscription;

/**
 * The metrics over the time axis of the lanes. Drawn at most once per pulse, during layout. The
 * values beside the names are those under the mouse, or else at the playhead.
 */
final class MetricsView extends Region {
  private static final double EMPTY_HEIGHT = 60;

  private final MetricsViewModel model;
  private final ObservableValue<Palette> palette;
  private final TextWidths widths = new TextWidths();
  private final SharpCanvas canvas = new SharpCanvas();
  private final Label nothing = new Label("Measuring throughput and latency\u2026");
  private final CanvasPen pen;
  private Subscription following = Subscription.EMPTY;

  MetricsView(MetricsViewModel model, ObservableValue<Palette> palette, ActionRegistry actions) {
    this.model = model;
    this.palette = palette;
    pen = new CanvasPen(canvas.getGraphicsContext2D(), widths, new LaneFonts());
    getStyleClass().add("metrics");
    setAccessibleRole(AccessibleRole.NODE);
    setAccessibleText("Metrics over the time of the lanes");
    nothing.getStyleClass().add("placeholder");
    nothing.setAlignment(Pos.CENTER);
    nothing.setMouseTransparent(true);
    getChildren().setAll(canvas, nothing);
    setMinHeight(USE_PREF_SIZE);
    visibleProperty().bind(model.isShown());
    managedProperty().bind(visibleProperty());
    model
        .metrics()
        .subscribe(known -> {
          nothing.setVisible(known == null);
          requestLayout();
        });
    model.time().scale().subscribe(_ -> requestLayout());
    model.time().pointer().subscribe(_ -> requestLayout());
    palette.subscribe(colours -> {
      setBackground(Background.fill(CanvasPen.color(colours.argb(Tone.BG))));
      requestLayout();
    });
    model
        .session()
        .subscribe(session -> {
          following.unsubscribe();
          following =
              session == null
                  ? Subscription.EMPTY
                  : session.playheadNanos().subscribe(_ -> requestLayout());
        });
    mouse(actions);
  }

  private void mouse(ActionRegistry actions) {
    setOnMouseMoved(event -> model.time().pointer().set(event.getX()));
    setOnMouseExited(_ -> model.time().pointer().set(Double.NaN));
    setOnMouseClicked((MouseEvent event) -> model.seek(event.getX()));
    setOnScroll((ScrollEvent event) -> {
      if (event.getDeltaY() != 0) {
        model.time().pointer().set(event.getX());
        actions.get(event.getDeltaY() > 0 ? "view.zoom.in" : "view.zoom.out").perform();
      }
      event.consume();
    });
  }

  @Override
  protected double computePrefHeight(double width) {
    Metrics metrics = model.metrics().get();
    return metrics == null ? EMPTY_HEIGHT : MetricsPainter.height(metrics);
  }

  @Override
  protected void layoutChildren() {
    nothing.resizeRelocate(0, 0, getWidth(), getHeight());
    canvas.cover(this);
    canvas.getGraphicsContext2D().clearRect(0, 0, getWidth(), getHeight());
    Metrics metrics = model.metrics().get();
    TimeScale scale = model.time().scale().get();
    OpenSession session = model.session().get();
    if (metrics == null || scale == null || session == null || !isVisible()) {
      return;
    }
    MetricsPainter painter = new MetricsPainter(pen, palette.getValue(), scale, widths, metrics);
    painter.paint(model.moment(scale));
    painter.line(scale.x(session.playheadNanos().get()), getHeight(), Tone.CURSOR);
    if (model.isPointed(scale)) {
      painter.line(model.time().pointer().get(), getHeight(), Tone.MUTED);
    }
  }
}
