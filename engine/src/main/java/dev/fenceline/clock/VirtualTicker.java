package dev.fenceline.clock;

import io.netty.util.concurrent.Ticker;
import java.util.concurrent.TimeUnit;

/**
 * The time of a virtual loop. It stands still until the loop advances it. The loop's thread writes
 * it; any thread may read it.
 */
final class VirtualTicker implements Ticker {
  private volatile long nanos;
  private boolean started;

  @Override
  public long initialNanoTime() {
    return 0;
  }

  /** Returns the nanoseconds since the loop was created. */
  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // there is one writer
  public long nanoTime() {
    if (started) {
      nanos++;
    }
    return nanos;
  }

  /** Advances the time by a number of nanoseconds, at least 0. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // there is one writer
  void advance(long byNanos) {
    nanos += byNanos;
  }

  /**
   * From now on, each read of the time advances it by one nanosecond. While Netty's loop shuts
   * down, it sleeps 100 ms each time it finds that no time has passed since its last task.
   */
  void start() {
    started = true;
  }

  /** Advances the time instead of waiting. */
  @Override
  public void sleep(long delay, TimeUnit unit) {
    advance(unit.toNanos(delay));
  }
}
