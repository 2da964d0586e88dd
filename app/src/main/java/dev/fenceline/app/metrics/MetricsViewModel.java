package dev.fenceline.app.metrics;

import dev.fenceline.app.workspace.Computed;
import dev.fenceline.app.workspace.LanesTime;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Preferences.Pane;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.swimlane.layout.TimeScale;
import dev.fenceline.timeline.metrics.Metrics;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** The metrics of the session that is shown, computed while the pane is shown. */
final class MetricsViewModel {
  private final Workspace workspace;
  private final BooleanProperty chosen;
  private final Computed<Metrics> computed;
  private final ReadOnlyObjectWrapper<@Nullable Metrics> metrics = new ReadOnlyObjectWrapper<>();

  MetricsViewModel(Workspace workspace) {
    this.workspace = workspace;
    chosen = workspace.preferences().shown(Pane.METRICS);
    computed =
        new Computed<>(
            workspace.jobs(),
            "Measuring throughput and latency",
            session -> Metrics.of(session.timeline()),
            metrics::set);
    chosen.subscribe((_, _) -> follow());
    workspace.current().subscribe(_ -> follow());
  }

  private void follow() {
    metrics.set(null);
    computed.follow(chosen.get() ? workspace.current().get() : null);
  }

  /** Returns whether the pane is shown. */
  BooleanBinding isShown() {
    return chosen.and(Bindings.isNotNull(workspace.current()));
  }

  /** Returns the metrics; null while they are not known. */
  ReadOnlyObjectProperty<@Nullable Metrics> metrics() {
    return metrics.getReadOnlyProperty();
  }

  /** Returns the time axis of the lanes. */
  LanesTime time() {
    return workspace.lanesTime();
  }

  /** Returns the session that is shown; null if there is none. */
  ReadOnlyObjectProperty<@Nullable OpenSession> session() {
    return workspace.current();
  }

  /** Reports whether the mouse is over the axis. */
  boolean isPointed(TimeScale scale) {
    double x = time().pointer().get();
    return x >= scale.left() && x <= scale.right();
  }

  /** Returns the moment whose values are told: that under the mouse, or else of the playhead. */
  long moment(TimeScale scale) {
    OpenSession now = session().get();
    return isPointed(scale)
        ? Math.max(0, Math.round(scale.nanos(time().pointer().get())))
        : now == null ? 0 : now.playheadNanos().get();
  }

  /** Moves the playhead to a pixel. */
  void seek(double x) {
    TimeScale scale = time().scale().get();
    if (scale != null && x >= scale.left()) {
      workspace.withCurrent(session -> session.seek(Math.round(scale.nanos(x))));
    }
  }
}
