package dev.fenceline.app.workspace;

import dev.fenceline.timeline.Timeline;
import org.jspecify.annotations.Nullable;

/**
 * A replay in which the future is not drawn yet: a session that gets the events of another one as
 * time passes. All features see only what has happened so far, so none gives the end away. Used on
 * the application thread.
 */
public final class Unfolding {
  private final Workspace workspace;
  private final OpenSession all;
  private @Nullable OpenSession shown;
  private long toldNanos = -1;

  /** Creates a replay of a session that has not begun. */
  public Unfolding(Workspace workspace, OpenSession all) {
    this.workspace = workspace;
    this.all = all;
  }

  /** Returns the whole session. */
  public OpenSession all() {
    return all;
  }

  /** Returns the session that shows the events so far; null before the replay has begun. */
  public @Nullable OpenSession shown() {
    return shown;
  }

  /** Reports whether the user has closed what it shows. */
  public boolean isClosed() {
    return shown != null && !workspace.sessions().contains(shown);
  }

  /**
   * Shows everything up to a time and moves the playhead there. For an earlier time than the last
   * one the session begins anew, with the same view.
   *
   * @return the session that shows it
   */
  public OpenSession tellTo(long nanos) {
    OpenSession before = shown;
    OpenSession now;
    if (before == null || nanos < toldNanos) {
      Timeline told = new Timeline();
      append(told, nanos);
      OpenSession fresh = new OpenSession(all.header(), told);
      takeNotes(before == null ? all : before, fresh);
      shown = fresh; // first, so that nobody takes the one before for the one that is shown
      if (before == null) {
        workspace.show(fresh);
      } else {
        fresh.visible().set(before.visible().get());
        workspace.replace(before, fresh);
      }
      now = fresh;
    } else {
      append(before.timeline(), nanos);
      before.refresh();
      now = before;
      if (workspace.current().get() != before) {
        workspace.show(before);
      }
    }
    now.seek(nanos);
    toldNanos = nanos;
    return now;
  }

  /** Notes stand in every part of the session, and are as unsaved in it as they were before. */
  private static void takeNotes(OpenSession from, OpenSession to) {
    to.notes().setAll(from.notes());
    if (!from.unsavedWork().get()) {
      to.losesNothing();
    }
  }

  private void append(Timeline told, long nanos) {
    Timeline whole = all.timeline();
    int size = whole.size();
    for (int i = told.size(); i < size && whole.nanos(i) <= nanos; i++) {
      told.accept(whole.event(i));
    }
    told.reach(Math.min(nanos, whole.endNanos()));
  }

  /** Shows the whole session in place of the part that was shown, with the notes of that part. */
  public void finish() {
    OpenSession part = shown;
    shown = null;
    toldNanos = -1;
    if (part != null && workspace.sessions().contains(part)) {
      all.notes().setAll(part.notes());
      all.visible().set(part.visible().get());
      all.seek(part.playheadNanos().get());
      boolean isShown = workspace.current().get() == part;
      if (isShown) {
        workspace.show(all);
      }
      workspace.close(part);
    }
  }
}
