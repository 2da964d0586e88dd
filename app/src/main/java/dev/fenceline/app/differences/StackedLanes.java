package dev.fenceline.app.differences;

import dev.fenceline.app.drawing.CanvasPen;
import dev.fenceline.app.drawing.LaneFonts;
import dev.fenceline.app.drawing.SharpCanvas;
import dev.fenceline.app.workspace.TimeRange;
import dev.fenceline.event.Lane;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.layout.TimeScale;
import dev.fenceline.swimlane.paint.CursorPainter;
import dev.fenceline.swimlane.paint.MarkPainter;
import dev.fenceline.swimlane.paint.SwimlanePainter;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.pen.TextWidths;
import dev.fenceline.swimlane.picture.TimeAxis;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** The lanes of one of the stacked sessions, with the common range of time and playhead. */
final class StackedLanes extends Region {
  private static final double KEY_PART = 0.1;
  private static final double STEP_PART = 0.01;

  private final StackedViewModel model;
  private StackedSide side;
  private final ObservableValue<Palette> palette;
  private final SharpCanvas content = new SharpCanvas();
  private final SharpCanvas cursor = new SharpCanvas();
  private final TextWidths widths;
  private final CanvasPen contentPen;
  private final CanvasPen cursorPen;
  private boolean contentIsOld = true;
  private double pressedX;

  /** The time since the alignment up to which a lesson has told the session. */
  private long toldNanos = Long.MAX_VALUE;

  private long markNanos = -1;
  private String markWords = "";

  StackedLanes(
      StackedViewModel model,
      StackedSide side,
      ObservableValue<Palette> palette,
      TextWidths widths,
      LaneFonts fonts) {
    this.model = model;
    this.side = side;
    this.palette = palette;
    this.widths = widths;
    contentPen = new CanvasPen(content.getGraphicsContext2D(), widths, fonts);
    cursorPen = new CanvasPen(cursor.getGraphicsContext2D(), widths, fonts);
    cursor.setMouseTransparent(true);
    getStyleClass().add("stacked-lanes");
    getChildren().setAll(content, cursor);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.NODE);
    setAccessibleText(
        "Lanes of session %s, %s. %s"
            .formatted(side.letter(), side.session().title(), side.headline().words()));
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
    addEventHandler(ScrollEvent.SCROLL, this::scrolled);
    addEventHandler(KeyEvent.KEY_PRESSED, this::typed);
  }

  /** Requests that the lanes are drawn again. */
  void changed() {
    contentIsOld = true;
    requestLayout();
  }

  /** Marks the moment of the session that decides. */
  void mark(long nanos, String words) {
    markNanos = nanos;
    markWords = words;
  }

  /** Shows another part of the same session, in the same lanes. */
  void show(StackedSide part) {
    side = part;
    changed();
  }

  /** Hides what is later than a time since the alignment. */
  void tellTo(long nanos) {
    toldNanos = nanos;
    requestLayout();
  }

  /** Returns where a span of a lane is (see {@link dev.fenceline.app.feature.LessonStage}). */
  Optional<Bounds> place(@Nullable Lane lane, long fromNanos, long toNanos) {
    TimeScale scale = scale(frame());
    double top = LaneLayout.HEADER_HEIGHT;
    double height = getHeight() - top;
    if (lane != null) {
      LaneLayout.@Nullable Row row = shownLanes().row(lane);
      if (row == null) {
        return Optional.empty();
      }
      top += row.y();
      height = row.height();
    }
    if (fromNanos < 0) {
      return Optional.of(new BoundingBox(0, top, scale.right(), height));
    }
    double left = Math.max(scale.left(), scale.x(fromNanos));
    double right = Math.min(scale.right(), scale.x(toNanos));
    return right < left
        ? Optional.empty()
        : Optional.of(new BoundingBox(left, top, right - left, height));
  }

  private LaneLayout shownLanes() {
    return model.allLanes().get() ? side.all() : side.failed();
  }

  @Override
  protected double computePrefHeight(double width) {
    return Math.ceil(LaneLayout.HEADER_HEIGHT + shownLanes().height());
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  private SwimlanePainter.Frame frame() {
    return new SwimlanePainter.Frame(getWidth(), getHeight(), 0, palette.getValue());
  }

  private TimeScale scale(SwimlanePainter.Frame frame) {
    TimeRange range = model.range().get();
    long at = side.anchorNanos(model.anchor().get());
    return TimeScale.of(
        TimeAxis.linear(side.picture().endNanos()),
        at + range.fromNanos(),
        at + range.toNanos(),
        LaneLayout.NAME_WIDTH,
        frame.lanesWidth());
  }

  @Override
  protected void layoutChildren() {
    contentIsOld |= content.cover(this);
    cursor.cover(this);
    SwimlanePainter.Frame frame = frame();
    TimeScale scale = scale(frame);
    if (contentIsOld) {
      contentIsOld = false;
      content.getGraphicsContext2D().clearRect(0, 0, getWidth(), getHeight());
      new SwimlanePainter(widths).paint(contentPen, side.picture(), shownLanes(), scale, frame);
    }
    cursor.getGraphicsContext2D().clearRect(0, 0, getWidth(), getHeight());
    CursorPainter cursors =
        new CursorPainter(cursorPen, frame.palette(), scale, widths, getHeight());
    long at = side.anchorNanos(model.anchor().get());
    if (toldNanos < Long.MAX_VALUE) {
      cursors.future(at + toldNanos, getWidth());
    }
    if (markNanos >= 0 && markNanos - at <= toldNanos) {
      new MarkPainter(cursorPen, frame.palette(), scale, widths, getHeight())
          .decisive(markNanos, markWords);
    }
    model.marked(side).ifPresent(it -> cursors.measure(it.fromNanos(), it.toNanos()));
    cursors.playhead(at + model.playheadNanos().get());
  }

  /** Returns the moment at a pixel, since the event at which the sessions are aligned. */
  private long nanosAt(double x) {
    return Math.round(scale(frame()).nanos(x)) - side.anchorNanos(model.anchor().get());
  }

  private void pressed(MouseEvent event) {
    requestFocus();
    pressedX = event.getX();
    if (event.getX() >= LaneLayout.NAME_WIDTH) {
      model.seek(nanosAt(event.getX()));
    }
  }

  private void dragged(MouseEvent event) {
    model.pan(nanosAt(pressedX) - nanosAt(event.getX()));
    pressedX = event.getX();
  }

  /** Zooms with Ctrl, and scrolls sideways with Shift or a touchpad; else the page scrolls. */
  private void scrolled(ScrollEvent event) {
    if (event.isShortcutDown() && event.getDeltaY() != 0) {
      model.zoom(event.getDeltaY() > 0 ? 1 : -1, nanosAt(event.getX()));
      event.consume();
    } else if (event.getDeltaX() != 0) {
      model.pan(nanosAt(0) - nanosAt(event.getDeltaX()));
      event.consume();
    }
  }

  private void typed(KeyEvent event) {
    TimeRange range = model.range().get();
    double length = (double) range.toNanos() - range.fromNanos();
    switch (event.getCode()) {
      case W -> model.zoom(1, model.playheadNanos().get());
      case S -> model.zoom(-1, model.playheadNanos().get());
      case A -> model.pan(-Math.round(KEY_PART * length));
      case D -> model.pan(Math.round(KEY_PART * length));
      case LEFT -> model.seek(model.playheadNanos().get() - Math.round(STEP_PART * length));
      case RIGHT -> model.seek(model.playheadNanos().get() + Math.round(STEP_PART * length));
      case F, DIGIT0 -> model.showWhole();
      default -> {
        return;
      }
    }
    event.consume();
  }
}
