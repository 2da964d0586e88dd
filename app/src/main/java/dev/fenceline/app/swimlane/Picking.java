package dev.fenceline.app.swimlane;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.TimeRange;
import dev.fenceline.app.workspace.ViewState;
import dev.fenceline.swimlane.layout.TimeScale;
import dev.fenceline.swimlane.paint.Hit;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * Picks moments on the lanes: the measured range and the two markers. A moment close to the edge of
 * an item is that of the edge. Used on the application thread.
 */
final class Picking {
  private static final double SNAP_PIXELS = 6;

  private final SwimlaneViewModel model;
  private @Nullable Long measureFromNanos;

  Picking(SwimlaneViewModel model) {
    this.model = model;
  }

  /** Begins to measure at a pixel. */
  void measureFrom(double x) {
    measureFromNanos = model.scale().map(scale -> snapped(scale, x)).orElse(null);
  }

  /** Measures up to a pixel. */
  void measureTo(double x) {
    Long from = measureFromNanos;
    OpenSession session = model.session();
    if (from != null && session != null) {
      model
          .scale()
          .ifPresent(scale -> session.measured().set(TimeRange.between(from, snapped(scale, x))));
    }
  }

  /** Puts marker A where the mouse is, or else at the playhead. */
  void markA() {
    mark(ViewState::markerA);
  }

  /** Puts marker B where the mouse is, or else at the playhead. */
  void markB() {
    mark(ViewState::markerB);
  }

  private void mark(Function<ViewState, ObjectProperty<@Nullable Long>> marker) {
    OpenSession session = model.session();
    if (session != null) {
      long nanos =
          model
              .scale()
              .filter(scale -> model.isCursorOver(scale))
              .map(scale -> snapped(scale, model.cursor().get()))
              .orElse(session.playheadNanos().get());
      marker.apply(session.view()).set(nanos);
    }
  }

  /** Measures between the markers; from one of them to the playhead if the other is not set. */
  void measureMarkers() {
    OpenSession session = model.session();
    if (session != null) {
      Long from = session.view().markerA().get();
      Long to = session.view().markerB().get();
      long playhead = session.playheadNanos().get();
      session
          .measured()
          .set(TimeRange.between(from == null ? playhead : from, to == null ? playhead : to));
    }
  }

  /** Removes both markers. */
  void removeMarkers() {
    OpenSession session = model.session();
    if (session != null) {
      session.view().markerA().set(null);
      session.view().markerB().set(null);
    }
  }

  /** Returns the moment at a pixel, or that of the nearest edge of a drawn item. */
  private long snapped(TimeScale scale, double x) {
    double best = SNAP_PIXELS;
    long moment = Math.max(0, Math.round(scale.nanos(x)));
    for (Hit hit : model.hits()) {
      for (long edge : new long[] {hit.fromNanos(), hit.toNanos()}) {
        double distance = Math.abs(scale.x(edge) - x);
        if (distance < best) {
          best = distance;
          moment = edge;
        }
      }
    }
    return moment;
  }
}
