package dev.fenceline.tap;

import dev.fenceline.event.Cause;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Recorder;
import java.util.function.LongSupplier;

/**
 * Records the inferred events of one lane.
 *
 * @param clock the time of the session in nanoseconds, the same as that of the recorder
 */
record LaneRecorder(Lane lane, LongSupplier clock, Recorder recorder) {
  Cause record(Cause cause, Detail detail) {
    return recorder.record(lane, cause, detail);
  }

  long nanos() {
    return clock.getAsLong();
  }

  /** Returns a recorder for another lane. */
  LaneRecorder on(Lane other) {
    return new LaneRecorder(other, clock, recorder);
  }
}
