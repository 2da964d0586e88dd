package dev.fenceline.app.lessons;

import dev.fenceline.app.workspace.TimeRange;
import dev.fenceline.event.Event;
import dev.fenceline.lesson.Placement.Stretch;
import dev.fenceline.lesson.View;
import org.jspecify.annotations.Nullable;

/**
 * What a lesson replays bit by bit: one run in the lanes of the window, or two runs on a stage of
 * their own. Times are nanoseconds of the first run. Used on the application thread.
 */
interface Replay {
  /** Returns the time up to which it is shown. */
  long toldNanos();

  /**
   * Shows everything up to a time, and nothing later.
   *
   * @param nextNanos the time up to which it will be played on
   */
  void tellTo(long nanos, long nextNanos);

  /** Shows a range of times with the lanes that a step asks for. */
  void look(View view, Stretch times);

  /** Returns the range of times that is shown. */
  TimeRange visible();

  /** Selects an event; null for none. */
  void select(@Nullable Event event);

  /** Reports whether the user has closed what it shows. */
  default boolean isClosed() {
    return false;
  }

  /** Ends the replay and shows what was shown before. */
  void finish();
}
