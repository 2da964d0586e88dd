package dev.fenceline.exchange.kernellog;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.KeepAliveEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The times at which the kernel printed the lines of events. What a real host knew is concluded
 * later, but its line belongs to the time at which the host knew it.
 */
final class PrintedMoments {
  /** The largest time between events that follow from one conclusion. */
  private static final long TOGETHER_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private record Conclusion(long nanos, long sinceNanos) {}

  private final Map<Long, Conclusion> conclusions = new HashMap<>();
  private final Map<Long, Long> timedOut = new HashMap<>();

  /** Returns the print time of an event. Callers must have passed all earlier events before. */
  long of(Event event) {
    if (event.detail() instanceof KeepAliveEvent.Expired) {
      timedOut.put(event.sequence(), event.cause().sequence());
    }
    if (event.detail() instanceof ControllerEvent.ErrorRecovery recovery
        && recovery.sinceNanos() > 0) {
      return follows(event, new Conclusion(event.nanos(), recovery.sinceNanos()));
    }
    Conclusion conclusion = conclusions.get(event.cause().sequence());
    return conclusion != null && event.nanos() - conclusion.nanos() <= TOGETHER_NANOS
        ? follows(event, conclusion)
        : event.nanos();
  }

  private long follows(Event event, Conclusion conclusion) {
    conclusions.put(event.sequence(), conclusion);
    return conclusion.sinceNanos();
  }

  /** Returns the timed-out command from which this event follows, or 0 if there is none. */
  long timedOut(Event event) {
    return timedOut.getOrDefault(event.cause().sequence(), 0L);
  }
}
