package dev.fenceline.exchange.kernellog;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.KeepAliveEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * When the kernel has printed what an event says. Of a real host it is concluded later that it
 * knew: the line belongs to the moment at which it did.
 */
final class Moments {
  /** What follows from one conclusion is recorded with it. */
  private static final long TOGETHER_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private record Conclusion(long nanos, long sinceNanos) {}

  private final Map<Long, Conclusion> conclusions = new HashMap<>();
  private final Map<Long, Long> timedOut = new HashMap<>();

  /** Returns the moment of an event; those before it were told. */
  long of(Event event) {
    if (event.detail() instanceof KeepAliveEvent.Expired) {
      timedOut.put(event.sequence(), event.cause());
    }
    if (event.detail() instanceof ControllerEvent.ErrorRecovery recovery
        && recovery.sinceNanos() > 0) {
      return follows(event, new Conclusion(event.nanos(), recovery.sinceNanos()));
    }
    Conclusion conclusion = conclusions.get(event.cause());
    return conclusion != null && event.nanos() - conclusion.nanos() <= TOGETHER_NANOS
        ? follows(event, conclusion)
        : event.nanos();
  }

  private long follows(Event event, Conclusion conclusion) {
    conclusions.put(event.sequence(), conclusion);
    return conclusion.sinceNanos();
  }

  /**
   * Returns the command that has timed out, from which this event follows, or 0 if there is none.
   */
  long timedOut(Event event) {
    return timedOut.getOrDefault(event.cause(), 0L);
  }
}
