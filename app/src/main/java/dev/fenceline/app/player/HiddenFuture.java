package dev.fenceline.app.player;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Unfolding;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.event.Event;
import dev.fenceline.timeline.Timeline;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * A replay in which the future is not drawn yet. It pauses at the moments that matter: a fault, a
 * detection, a cross-controller reset, the first retry after each detection, and a late write that
 * destroyed data.
 */
final class HiddenFuture {
  private final Workspace workspace;
  private final StringProperty caption;
  private Moments moments = new Moments(new Timeline());
  private @Nullable Unfolding unfolding;
  private boolean wasElastic;
  private boolean isTelling;

  /**
   * Creates a replay that has not begun.
   *
   * @param caption takes what has just happened, in words; empty if nothing is to be said
   */
  HiddenFuture(Workspace workspace, StringProperty caption) {
    this.workspace = workspace;
    this.caption = caption;
  }

  /** Reports whether the future of the session is hidden. */
  boolean isOf(@Nullable OpenSession session) {
    return session != null && unfolding != null && unfolding.shown() == session;
  }

  /** Hides everything after the beginning of a session. */
  void begin(OpenSession session) {
    finish();
    moments = new Moments(session.timeline());
    // An elastic scale would change while the story unfolds.
    wasElastic = workspace.preferences().elastic().get();
    workspace.preferences().elastic().set(false);
    isTelling = true;
    unfolding = new Unfolding(workspace, session);
    unfolding.tellTo(0).visible().set(session.visible().get());
    isTelling = false;
  }

  /** Shows the whole session. Does nothing if no future is hidden. */
  void finish() {
    if (unfolding != null) {
      Unfolding ending = unfolding;
      unfolding = null;
      caption.set("");
      workspace.preferences().elastic().set(wasElastic);
      ending.finish();
    }
  }

  /** Ends the replay if another session is shown. */
  void left(@Nullable OpenSession shown) {
    if (!isTelling && !isOf(shown)) {
      finish();
    }
  }

  /** Returns the end of the whole session. */
  long endNanos() {
    return unfolding == null ? 0 : unfolding.all().endNanos().get();
  }

  /**
   * Goes on to a time, or to the next moment that matters if that is earlier.
   *
   * @return whether such a moment was reached, at which the replay pauses
   */
  boolean tellTo(long fromNanos, long toNanos) {
    Unfolding now = unfolding;
    if (now == null) {
      return false;
    }
    Event next = moments.after(fromNanos);
    if (next == null || next.nanos() > toNanos) {
      show(now, toNanos);
      return false;
    }
    caption.set(Moments.words(next, show(now, next.nanos())));
    return true;
  }

  /** Goes back to the last moment that matters before a time, or to the beginning. */
  void tellBackFrom(long fromNanos) {
    Unfolding now = unfolding;
    if (now != null) {
      Event last = moments.before(fromNanos);
      Timeline told = show(now, last == null ? 0 : last.nanos());
      caption.set(last == null ? "" : Moments.words(last, told));
    }
  }

  private Timeline show(Unfolding now, long nanos) {
    isTelling = true;
    OpenSession shown = now.tellTo(nanos);
    isTelling = false;
    return shown.timeline();
  }
}
