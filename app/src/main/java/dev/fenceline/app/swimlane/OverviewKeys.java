package dev.fenceline.app.swimlane;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.TimeRange;
import dev.fenceline.app.workspace.ViewHistory.Move;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;

/**
 * The keys of the overview while it has the focus. They do what the mouse does: move the visible
 * range, and its end with Shift, and make it shorter or longer.
 */
final class OverviewKeys {
  private static final double PART = 0.1;
  private static final double SHORTER = 0.8;

  private final SwimlaneViewModel model;

  OverviewKeys(Region overview, SwimlaneViewModel model) {
    this.model = model;
    overview.setOnKeyPressed(this::pressed);
  }

  private void pressed(KeyEvent key) {
    OpenSession session = model.session();
    if (session == null || key.isShortcutDown() || key.isAltDown()) {
      return;
    }
    TimeRange visible = session.visible().get();
    long part = Math.max(1, Math.round(PART * visible.lengthNanos()));
    switch (key.getCode()) {
      case LEFT -> move(session, -part, key.isShiftDown());
      case RIGHT -> move(session, part, key.isShiftDown());
      case UP -> zoom(SHORTER);
      case DOWN -> zoom(1 / SHORTER);
      case HOME -> move(session, -visible.fromNanos(), false);
      case END -> move(session, session.endNanos().get() - visible.toNanos(), false);
      default -> {
        return;
      }
    }
    key.consume();
  }

  private void zoom(double factor) {
    model.scale().ifPresent(scale -> model.zoom(factor, scale.left() + scale.width() / 2));
  }

  /** Moves the visible range, or only its end, as far as the session goes. */
  private void move(OpenSession session, long nanos, boolean onlyEnd) {
    TimeRange visible = session.visible().get();
    long end = session.endNanos().get();
    long by =
        Math.clamp(
            nanos,
            onlyEnd ? 1 - visible.lengthNanos() : -visible.fromNanos(),
            Math.max(0, end - visible.toNanos()));
    model.show(Move.ALONG, visible.fromNanos() + (onlyEnd ? 0 : by), visible.toNanos() + by);
  }
}
