package dev.fenceline.tap;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * When a Linux host finds that a command of its admin queue was not answered in time. The block
 * layer has one timer for a queue. Who arms it gives it about a second more than it needs ({@code
 * blk_round_jiffies}: a power of two of jiffies above HZ), and five seconds at most; it is armed by
 * a command only if it does not run, or runs for half a second longer. When it fires and nothing
 * has timed out, it is armed for the first of the commands that are out. The kernel's timer wheel
 * makes it later still, the more the further it is away: its steps are seen in when Keep Alives are
 * sent.
 *
 * <p>With HZ 250, as distributions have it. A host whose Keep Alives come at their exact intervals
 * does not round at all.
 */
final class HostTimer {
  private static final long NEVER = Long.MAX_VALUE;
  private static final long JIFFY_NANOS = TimeUnit.MILLISECONDS.toNanos(4);
  private static final long SLACK_NANOS = 256 * JIFFY_NANOS;
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long WORTH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** The first level of the wheel is exact, each further one eight times as coarse. */
  private static final long LEVEL_JIFFIES = 63;

  private static final int COARSER = 8;

  private final Map<OpenCommand, Long> deadlines = new LinkedHashMap<>();
  private long expiresNanos = NEVER;
  private long firesNanos = NEVER;

  /** A moment at which the wheel has turned by a whole step. */
  private long tickNanos;

  /** A new association: nothing is out. */
  void forget() {
    deadlines.clear();
    expiresNanos = NEVER;
    firesNanos = NEVER;
  }

  /** A timer of the host has just fired, as it does when it sends a Keep Alive. */
  void ticks(long nanos) {
    tickNanos = nanos;
  }

  /** A command was sent that is to be answered by then. */
  void sent(OpenCommand command, long deadlineNanos) {
    long now = command.sinceNanos();
    passTo(now);
    deadlines.put(command, deadlineNanos);
    long expires = Math.min(deadlineNanos, now + LONGEST_NANOS) + SLACK_NANOS;
    if (firesNanos == NEVER || expiresNanos - expires >= WORTH_NANOS) {
      arm(now, expires);
    }
  }

  void answered(OpenCommand command, long now) {
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

  /** When the host finds that a command has timed out that is not answered. */
  long findsNanos(OpenCommand command) {
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
