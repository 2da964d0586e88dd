package dev.fenceline.app.workspace;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/**
 * Scrolls the lanes along with a run in progress, until the user looks at another part of it. Used
 * on the application thread.
 */
final class Following {
  private final BooleanProperty on = new SimpleBooleanProperty(true);
  private @Nullable TimeRange last;

  /** Returns whether the lanes follow. Set it to follow again. */
  BooleanProperty on() {
    return on;
  }

  /** Follows a run from its beginning. */
  void begin() {
    last = new TimeRange(0, 0);
    on.set(true);
  }

  /**
   * Shows the new events of a session, and their part of the time if the lanes follow. A playhead
   * at the end stays there.
   */
  void refresh(OpenSession session) {
    TimeRange seen = session.visible().get();
    if (last != null && !seen.equals(last)) {
      on.set(false); // the user has moved the lanes
    }
    boolean isAtEnd = session.playheadNanos().get() == session.endNanos().get();
    session.refresh();
    if (!on.get()) {
      last = null;
      return;
    }
    long end = session.endNanos().get();
    TimeRange now = session.visible().get();
    last = now.equals(seen) ? new TimeRange(Math.max(0, end - seen.lengthNanos()), end) : now;
    if (isAtEnd) {
      session.seek(end); // the lanes may move to show it, as far as their last picture reaches
    }
    session.visible().set(last);
  }
}
