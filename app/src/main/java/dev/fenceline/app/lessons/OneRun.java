package dev.fenceline.app.lessons;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.TimeRange;
import dev.fenceline.app.workspace.Unfolding;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.event.Event;
import dev.fenceline.lesson.Placement.Stretch;
import dev.fenceline.lesson.View;
import org.jspecify.annotations.Nullable;

/** A run that a lesson replays in the lanes of the window. */
final class OneRun implements Replay {
  private final Unfolding unfolding;
  private final LessonPreferences preferences;

  OneRun(Workspace workspace, OpenSession all, LessonPreferences preferences) {
    this.unfolding = new Unfolding(workspace, all);
    this.preferences = preferences;
  }

  @Override
  public long toldNanos() {
    OpenSession shown = unfolding.shown();
    return shown == null ? 0 : shown.playheadNanos().get();
  }

  @Override
  public void tellTo(long nanos, long nextNanos) {
    unfolding.tellTo(nanos);
  }

  @Override
  public void look(View view, Stretch times) {
    preferences.show(view);
    OpenSession shown = unfolding.shown();
    if (shown != null) {
      shown.visible().set(new TimeRange(times.fromNanos(), times.toNanos()));
    }
  }

  @Override
  public TimeRange visible() {
    OpenSession shown = unfolding.shown();
    return shown == null ? new TimeRange(0, 0) : shown.visible().get();
  }

  @Override
  public void select(@Nullable Event event) {
    OpenSession shown = unfolding.shown();
    if (shown != null && event != null) {
      shown.selectAt(event.sequence(), shown.playheadNanos().get());
    } else if (shown != null) {
      shown.selectNothing();
    }
  }

  @Override
  public boolean isClosed() {
    return unfolding.isClosed();
  }

  @Override
  public void finish() {
    unfolding.finish();
  }
}
