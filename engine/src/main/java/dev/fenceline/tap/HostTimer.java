package dev.fenceline.tap;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Computes when a Linux host detects that a command of its admin queue has timed out. The block
 * layer has one timer for each queue. Its expiry is at most five seconds away and is rounded up by
 * about a second ({@code blk_round_jiffies}: a power of two of jiffies above HZ). A command arms
 * the timer only if it is not running, or would expire more than half a second later. When the
 * timer fires and no command has timed out, it is armed for the earliest deadline of the
 * outstanding commands. The kernel's timer wheel delays it further, and the more the further it is
 * away; the times of Keep Alives show the steps of the wheel.
 *
 * <p>Assumes HZ 250, which distributions use. A host that sends Keep Alives at exact intervals does
 * not round its timers.
 */
final class HostTimer {
  private static final long NEVER = Long.MAX_VALUE;
  private static final long JIFFY_NANOS = TimeUnit.MILLISECONDS.toNanos(4);
  private static final long SLACK_NANOS = 256 * JIFFY_NANOS;
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long WORTH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** The first level of the wheel is exact; each further level is eight times as coarse. */
  private static final long LEVEL_JIFFIES = 63;

  private static final int COARSER = 8;

  private final Map<OutstandingCommand, Long> deadlines = new LinkedHashMap<>();
  private long expiresNanos = NEVER;
  private long firesNanos = NEVER;

  /** A time at which the wheel has completed a step. */
  private long tickNanos;

  /** Forgets all commands, because a new association begins. */
  void forget() {
    deadlines.clear();
    expiresNanos = NEVER;
    firesNanos = NEVER;
  }

  /** Sets a time at which a timer of the host has fired, such as when it sends a Keep Alive. */
  void ticks(long nanos) {
    tickNanos = nanos;
  }

  /** Adds a command with its deadline. */
  void sent(OutstandingCommand command, long deadlineNanos) {
    long now = command.sinceNanos();
    passTo(now);
    deadlines.put(command, deadlineNanos);
    long expires = Math.min(deadlineNanos, now + LONGEST_NANOS) + SLACK_NANOS;
    if (firesNanos == NEVER || expiresNanos - expires >= WORTH_NANOS) {
      arm(now, expires);
    }
  }

  void answered(OutstandingCommand command, long now) {
    passTo(now);
    deadlines.remove(command);
  }

  private void passTo(long now) {
    while (firesNanos <= now) {
      long fired = firesNanos;
      firesNanos = NEVER;
      deadlines.values().stream()
          .filter(deadline -> deadline > fired)
          .min(Long::compare)
          .ifPresent(next -> arm(fired, next));
    }
  }

  private void arm(long now, long expires) {
    expiresNanos = expires;
    firesNanos = onWheel(now, expires);
  }

  private long onWheel(long now, long expires) {
    long jiffies = Math.max(0, expires - now) / JIFFY_NANOS;
    long step = JIFFY_NANOS;
    for (long reach = LEVEL_JIFFIES; jiffies >= reach; reach *= COARSER) {
      step *= COARSER;
    }
    return tickNanos + (Math.floorDiv(expires - tickNanos, step) + 1) * step;
  }

  /** Returns the time at which the host detects that an outstanding command has timed out. */
  long findsNanos(OutstandingCommand command) {
    Long deadline = deadlines.get(command);
    if (deadline == null) {
      return NEVER;
    }
    long fires = firesNanos;
    while (fires < deadline) {
      long fired = fires;
      long next =
          deadlines.values().stream()
              .filter(each -> each > fired)
              .min(Long::compare)
              .orElse(deadline);
      fires = onWheel(fired, next);
    }
    return fires == NEVER ? deadline : fires;
  }
}
