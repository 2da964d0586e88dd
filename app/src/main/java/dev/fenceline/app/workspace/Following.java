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

  /** Shows the new events of a session, and their part of the time if the lanes follow. */
  void refresh(OpenSession session) {
    TimeRange seen = session.visible().get();
    if (last != null && !seen.equals(last)) {
      on.set(false); // the user has moved the lanes
    }
    session.refresh();
    if (on.get() && seen.equals(session.visible().get())) {
      long end = session.endNanos().get();
      session.visible().set(new TimeRange(Math.max(0, end - seen.lengthNanos()), end));
    }
    last = on.get() ? session.visible().get() : null;
  }
}
