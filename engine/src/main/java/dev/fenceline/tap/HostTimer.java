package dev.fenceline.tap;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Computes when a Linux host detects that a command on its admin queue has timed out. The block
 * layer has one timer per queue. The timer expires after at most five seconds, rounded up by about
 * a second ({@code blk_round_jiffies}: a power of two of jiffies above HZ). A command arms the
 * timer only if the timer is not running or would expire at least half a second later than the
 * command needs. When the timer fires and no command has timed out, it is armed for the earliest
 * deadline of the outstanding commands. The kernel's timer wheel adds a further delay, which grows
 * with the time to expiry; the times of Keep Alives show the steps of the wheel.
 *
 * <p>Assumes HZ=250, which distributions use. The result is valid only for a host whose Keep Alives
 * are spaced as this wheel spaces them ({@link Rhythm}).
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

  /**
   * The spacing of one host's Keep Alives over all its controllers: at exact intervals, or as the
   * timer wheel of Linux spaces them. Anything else, such as the intervals of a host on a busy
   * machine, does not show how the host's timers work.
   */
  static final class Rhythm {
    /** Number of intervals of one kind that establish that kind. */
    private static final int ENOUGH = 2;

    /**
     * Maximum number of intervals between two Keep Alives of a host that skips some because of
     * traffic.
     */
    private static final int LEFT_OUT_MAX = 4;

    private static final double TOLERANCE = 0.005;

    private int all;
    private int exact;
    private int onWheel;

    /**
     * Adds an interval between two Keep Alives of one controller. Returns whether it is exact.
     *
     * @param usualNanos the interval that the host requests from its timer
     */
    boolean add(long nanos, long usualNanos) {
      long wheelNanos = onWheelNanos(usualNanos);
      double toleranceNanos = Math.min(TOLERANCE * usualNanos, (wheelNanos - usualNanos) / 2.0);
      boolean isExact = isMultiple(nanos, usualNanos, toleranceNanos);
      all++;
      if (isExact) {
        exact++;
      } else if (isMultiple(nanos, wheelNanos, toleranceNanos)) {
        onWheel++;
      }
      return isExact;
    }

    private static boolean isMultiple(long nanos, long intervalNanos, double toleranceNanos) {
      double intervals = nanos / (double) intervalNanos;
      long whole = Math.round(intervals);
      return whole >= 1
          && whole <= LEFT_OUT_MAX
          && Math.abs(nanos - whole * intervalNanos) < toleranceNanos * whole;
    }

    /** Returns the interval that the wheel makes of this requested one. */
    private static long onWheelNanos(long usualNanos) {
      long step = stepNanos(usualNanos);
      return Math.ceilDiv(usualNanos, step) * step;
    }

    /** Reports whether the host has shown that it does not round its timers. */
    boolean isExact() {
      return exact >= ENOUGH && exact > 3 * onWheel;
    }

    /** Reports whether the host has shown that its timers behave like those of Linux. */
    boolean isOnWheel() {
      return onWheel >= ENOUGH && 4 * onWheel >= 3 * all;
    }
  }

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
    long step = stepNanos(Math.max(0, expires - now));
    return tickNanos + (Math.floorDiv(expires - tickNanos, step) + 1) * step;
  }

  /** Returns the step of the wheel for a timer that expires after this time. */
  private static long stepNanos(long awayNanos) {
    long step = JIFFY_NANOS;
    for (long reach = LEVEL_JIFFIES; awayNanos / JIFFY_NANOS >= reach; reach *= COARSER) {
      step *= COARSER;
    }
    return step;
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
