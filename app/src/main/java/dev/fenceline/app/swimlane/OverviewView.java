package dev.fenceline.app.swimlane;

import dev.fenceline.app.drawing.CanvasPen;
import dev.fenceline.app.drawing.LaneFonts;
import dev.fenceline.app.drawing.SharpCanvas;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.TimeRange;
import dev.fenceline.swimlane.paint.MatchPainter;
import dev.fenceline.swimlane.paint.OverviewPainter;
import dev.fenceline.swimlane.paint.SwimlanePainter.Frame;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.pen.TextWidths;
import dev.fenceline.swimlane.picture.Matches;
import javafx.beans.value.ObservableValue;
import javafx.scene.layout.Region;

/**
 * A strip with the whole session. It marks the visible range: a brush that can be drawn, moved and
 * resized.
 */
final class OverviewView extends Region {
  private final SwimlaneViewModel model;
  private final ObservableValue<Palette> palette;
  private final TextWidths widths;
  private final SharpCanvas canvas = new SharpCanvas();
  private final CanvasPen pen;

  OverviewView(
      SwimlaneViewModel model,
      ObservableValue<Palette> palette,
      TextWidths widths,
      LaneFonts fonts) {
    this.model = model;
    this.palette = palette;
    this.widths = widths;
    this.pen = new CanvasPen(canvas.getGraphicsContext2D(), widths, fonts);
    setMinHeight(OverviewPainter.HEIGHT);
    setPrefHeight(OverviewPainter.HEIGHT);
    getChildren().add(canvas);
    new OverviewMouse(this, model);
  }

  @Override
  protected void layoutChildren() {
    canvas.cover(this);
    canvas.getGraphicsContext2D().clearRect(0, 0, getWidth(), getHeight());
    LanesPicture drawn = model.drawn().get();
    OpenSession session = model.session();
    if (drawn == null || session == null) {
      return;
    }
    TimeRange visible = session.visible().get();
    Palette colors = palette.getValue();
    model
        .wholeScale()
        .ifPresent(scale -> {
          new OverviewPainter(widths)
              .paint(
                  pen,
                  drawn.picture(),
                  drawn.layout(),
                  scale,
                  visible.fromNanos(),
                  visible.toNanos(),
                  colors,
                  0);
          Matches matches = model.found().matches().get();
          if (matches != null) {
            Frame frame = new Frame(getWidth(), getHeight(), 0, colors);
            new MatchPainter(pen, scale, widths, frame).overview(matches, 0);
          }
        });
  }
}
