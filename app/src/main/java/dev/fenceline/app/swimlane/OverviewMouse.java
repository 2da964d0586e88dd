package dev.fenceline.app.swimlane;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.TimeRange;
import dev.fenceline.app.workspace.ViewHistory.Move;
import dev.fenceline.swimlane.layout.TimeScale;
import javafx.scene.Cursor;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * Mouse handling of the overview. A drag beside the visible range draws another one, a drag inside
 * moves it, and a drag of an edge resizes it. A click centres it, and a double click shows all.
 */
final class OverviewMouse {
  private static final double EDGE = 5;
  private static final double DRAG_FROM = 4;

  /** What a drag does. */
  private enum Grip {
    DRAW,
    MOVE,
    START,
    END;

    Cursor cursor() {
      return switch (this) {
        case DRAW -> Cursor.CROSSHAIR;
        case MOVE -> Cursor.OPEN_HAND;
        case START -> Cursor.W_RESIZE;
        case END -> Cursor.E_RESIZE;
      };
    }
  }

  /** A drag, from where it began. */
  private record Drag(Grip grip, double x, TimeRange before) {}

  private final SwimlaneViewModel model;
  private @Nullable Drag drag;
  private boolean dragged;

  /** Handles the mouse over the overview. */
  OverviewMouse(Region overview, SwimlaneViewModel model) {
    this.model = model;
    overview.setOnMouseMoved(event ->
        model
            .wholeScale()
            .ifPresent(scale -> overview.setCursor(grip(scale, event.getX()).cursor())));
    overview.setOnMousePressed(event -> model.wholeScale().ifPresent(it -> pressed(it, event)));
    overview.setOnMouseDragged(event -> model.wholeScale().ifPresent(it -> dragged(it, event)));
    overview.setOnMouseReleased(event -> model.wholeScale().ifPresent(it -> released(it, event)));
  }

  private Grip grip(TimeScale scale, double x) {
    OpenSession session = model.session();
    if (session == null) {
      return Grip.DRAW;
    }
    TimeRange visible = session.visible().get();
    boolean all = visible.lengthNanos() >= session.endNanos().get();
    double from = scale.x(visible.fromNanos());
    double to = scale.x(visible.toNanos());
    // Of a narrow range, most can still be gripped to move it.
    double inside = Math.min(EDGE, (to - from) / 4);
    if (all || x < from - EDGE || x > to + EDGE) {
      return Grip.DRAW;
    }
    return x < from + inside ? Grip.START : x > to - inside ? Grip.END : Grip.MOVE;
  }

  private void pressed(TimeScale scale, MouseEvent event) {
    OpenSession session = model.session();
    if (session != null) {
      drag = new Drag(grip(scale, event.getX()), event.getX(), session.visible().get());
      dragged = false;
    }
    event.consume();
  }

  private void dragged(TimeScale scale, MouseEvent event) {
    Drag now = drag;
    dragged |= now != null && Math.abs(event.getX() - now.x()) >= DRAG_FROM;
    if (now != null && dragged) {
      move(now, scale, Math.clamp(event.getX(), scale.left(), scale.right()));
    }
    event.consume();
  }

  private void move(Drag now, TimeScale scale, double x) {
    long nanos = Math.round(scale.nanos(x));
    long began = Math.round(scale.nanos(Math.clamp(now.x(), scale.left(), scale.right())));
    TimeRange before = now.before();
    switch (now.grip()) {
      case DRAW -> show(TimeRange.between(began, nanos));
      case MOVE -> centre(before, (before.fromNanos() + before.toNanos()) / 2 + nanos - began);
      case START -> show(TimeRange.between(nanos, before.toNanos()));
      case END -> show(TimeRange.between(before.fromNanos(), nanos));
    }
  }

  private void released(TimeScale scale, MouseEvent event) {
    Drag now = drag;
    if (now != null && !dragged && event.getClickCount() == 2) {
      model.showWhole();
    } else if (now != null && !dragged && now.grip() == Grip.DRAW) {
      centre(now.before(), Math.round(scale.nanos(event.getX())));
    }
    drag = null;
    event.consume();
  }

  private void centre(TimeRange before, long middleNanos) {
    OpenSession session = model.session();
    if (session != null) {
      long length = before.lengthNanos();
      long latest = Math.max(0, session.endNanos().get() - length);
      long from = Math.clamp(middleNanos - length / 2, 0, latest);
      show(new TimeRange(from, from + length));
    }
  }

  private void show(TimeRange range) {
    if (range.lengthNanos() > 0) {
      model.show(Move.ALONG, range.fromNanos(), range.toNanos());
    }
  }
}
