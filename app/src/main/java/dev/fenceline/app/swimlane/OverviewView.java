package dev.fenceline.app.swimlane;

import dev.fenceline.app.drawing.CanvasPen;
import dev.fenceline.app.drawing.LaneFonts;
import dev.fenceline.app.drawing.SharpCanvas;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.TimeRange;
import dev.fenceline.app.workspace.Timecode;
import dev.fenceline.swimlane.paint.MatchPainter;
import dev.fenceline.swimlane.paint.OverviewPainter;
import dev.fenceline.swimlane.paint.SwimlanePainter.Frame;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.pen.TextWidths;
import dev.fenceline.swimlane.picture.Matches;
import java.util.concurrent.TimeUnit;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

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
    getStyleClass().add("overview");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.SLIDER);
    setAccessibleHelp(
        "Left and right move the visible range, up and down make it shorter and longer.");
    new OverviewMouse(this, model);
    new OverviewKeys(this, model);
  }

  @Override
  public @Nullable Object queryAccessibleAttribute(
      AccessibleAttribute attribute, @Nullable Object... parameters) {
    OpenSession session = model.session();
    TimeRange visible = session == null ? new TimeRange(0, 0) : session.visible().get();
    return switch (attribute) {
      case ORIENTATION -> Orientation.HORIZONTAL;
      case MIN_VALUE -> 0.0;
      case MAX_VALUE -> session == null ? 0.0 : inSeconds(session.endNanos().get());
      case VALUE -> inSeconds(visible.fromNanos());
      default -> super.queryAccessibleAttribute(attribute, parameters);
    };
  }

  private static double inSeconds(long nanos) {
    return nanos / (double) TimeUnit.SECONDS.toNanos(1);
  }

  /** Tells screen readers which part of the session is shown. */
  private void speak(@Nullable OpenSession session) {
    String words =
        session == null
            ? "Overview, empty"
            : "Overview: the lanes show %s to %s of %s"
                .formatted(
                    new Timecode(session.visible().get().fromNanos()).seconds(),
                    new Timecode(session.visible().get().toNanos()).seconds(),
                    new Timecode(session.endNanos().get()).seconds());
    if (!words.equals(getAccessibleText())) {
      setAccessibleText(words);
      notifyAccessibleAttributeChanged(AccessibleAttribute.VALUE);
    }
  }

  @Override
  protected void layoutChildren() {
    canvas.cover(this);
    canvas.getGraphicsContext2D().clearRect(0, 0, getWidth(), getHeight());
    LanesPicture drawn = model.drawn().get();
    OpenSession session = model.session();
    speak(drawn == null ? null : session);
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
