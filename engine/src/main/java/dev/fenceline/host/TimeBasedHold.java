package dev.fenceline.host;

import dev.fenceline.clock.Timers.Timer;
import dev.fenceline.event.HoldEvent;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Time-based recovery (TP4129): waits for what is left of T. Then the target must have noticed that
 * the host is gone, and must have quiesced. Armed once for a recovery, never again.
 */
final class TimeBasedHold {
  private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final HostController impacted;
  private @Nullable Timer timer;

  TimeBasedHold(HostController impacted) {
    this.impacted = impacted;
  }

  /**
   * Holds.
   *
   * @param untilNanos D + T
   * @param done told when the hold has ended, with the event that says so
   */
  void start(long untilNanos, long cause, LongConsumer done) {
    long remainingNanos = Math.max(0, untilNanos - impacted.loop().nanos());
    long remainingMillis = Math.ceilDiv(remainingNanos, NANOS_PER_MILLI);
    long armed = impacted.record(cause, new HoldEvent.Armed(remainingMillis, untilNanos));
    timer =
        impacted
            .timers()
            .arm(
                impacted.lane(),
                "hold",
                remainingNanos,
                armed,
                fired -> done.accept(impacted.record(fired, new HoldEvent.Ended())));
  }

  /** Whether it waits. */
  boolean isHolding() {
    return timer != null && timer.isArmed();
  }

  /** Ends it before its time. */
  long release(long cause) {
    cancel();
    return impacted.record(cause, new HoldEvent.Released());
  }

  /** The run is over. */
  void cancel() {
    if (timer != null) {
      timer.cancel();
    }
  }
}
