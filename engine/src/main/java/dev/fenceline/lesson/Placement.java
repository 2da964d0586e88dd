package dev.fenceline.lesson;

import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a step is on a run. Times are nanoseconds of the session; what the step does not have is
 * null.
 *
 * @param at where the replay stands
 * @param playTo to where it then plays
 * @param view the times that are shown
 * @param lane the lane that the step points at
 * @param points the moment or span that it points at; a moment begins and ends at the same time
 * @param control the control of the window that it points at
 * @param select the event whose details it shows
 * @param mark the right time of its question
 * @param misfits what of the step does not fit the run, as sentences; empty if all does
 */
public record Placement(
    @Nullable Long at,
    @Nullable Long playTo,
    @Nullable Stretch view,
    @Nullable Lane lane,
    @Nullable Stretch points,
    @Nullable String control,
    @Nullable Event select,
    @Nullable Long mark,
    List<String> misfits) {

  /** A range of times of the session. */
  public record Stretch(long fromNanos, long toNanos) {}

  public Placement {
    misfits = List.copyOf(misfits);
  }
}
