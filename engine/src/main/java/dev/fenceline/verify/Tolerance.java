package dev.fenceline.verify;

import dev.fenceline.event.RunEvent;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import java.util.concurrent.TimeUnit;

/**
 * The tolerance for times on the real clock. The time to bring up the paths depends on the machine
 * and delays keep alives, but not faults. So a failure may be detected later, or earlier by a keep
 * alive that comes just after the cut. A wait can only become longer.
 *
 * @param nanos 0 in virtual time
 */
record Tolerance(long nanos) {
  private static final long REAL_CLOCK_NANOS = 1_500_000_000L;

  static Tolerance of(Timeline timeline) {
    boolean inRealTime =
        timeline.size() > 0
            && timeline.detail(0) instanceof RunEvent.Started started
            && started.inRealTime();
    return new Tolerance(inRealTime ? REAL_CLOCK_NANOS : 0);
  }

  boolean momentIsWithin(long seenNanos, long fromMillis, long toMillis) {
    return seenNanos >= nanos(fromMillis) - nanos && seenNanos <= nanos(toMillis) + nanos;
  }

  boolean waitIsWithin(long seenNanos, long fromMillis, long toMillis) {
    return seenNanos >= nanos(fromMillis) && seenNanos <= nanos(toMillis) + nanos;
  }

  private static long nanos(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /** Formats a limit of the scenario. */
  static String moment(long millis) {
    return Text.moment(nanos(millis));
  }
}
