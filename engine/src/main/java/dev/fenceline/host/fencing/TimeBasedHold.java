package dev.fenceline.host.fencing;

import dev.fenceline.clock.Timers.Timer;
import dev.fenceline.event.Cause;
import dev.fenceline.event.HoldEvent;
import dev.fenceline.host.controller.HostController;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Time-based recovery (TP4129): waits for the rest of T. By then the target must have noticed the
 * loss of the host and must have quiesced. Armed at most once per recovery.
 */
public final class TimeBasedHold {
  private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final HostController impacted;
  private @Nullable Timer timer;

  public TimeBasedHold(HostController impacted) {
    this.impacted = impacted;
  }

  /**
   * Starts the hold.
   *
   * @param untilNanos D + T
   * @param done called when the hold has ended, with the event that reports it
   */
  public void start(long untilNanos, Cause cause, Consumer<Cause> done) {
    long remainingNanos = Math.max(0, untilNanos - impacted.loop().nanos());
    long remainingMillis = Math.ceilDiv(remainingNanos, NANOS_PER_MILLI);
    Cause armed = impacted.record(cause, new HoldEvent.Armed(remainingMillis, untilNanos));
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

  /** Reports whether it is waiting. */
  boolean isHolding() {
    return timer != null && timer.isArmed();
  }

  /** Ends the hold early. */
  Cause release(Cause cause) {
    cancel();
    return impacted.record(cause, new HoldEvent.Released());
  }

  /** Cancels the hold at the end of the run. */
  public void cancel() {
    if (timer != null) {
      timer.cancel();
    }
  }
}
