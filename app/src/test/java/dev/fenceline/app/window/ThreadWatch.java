package dev.fenceline.app.window;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import javafx.application.Platform;

/**
 * Measures how long the application thread works at a stretch. It counts processor time of that
 * thread, not time, and only work that was not disturbed, so that a busy machine does not matter. A
 * task that measures comes after the tasks that wait, again and again; a thread beside it notes
 * where the application thread is when they take longer than a limit.
 */
final class ThreadWatch implements AutoCloseable {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  /**
   * If more time passes than this many times the processor time of the work, others took the
   * processor away. Caches are cold then, the same work takes up to twice as long, and does not
   * count.
   */
  private static final double DISTURBED = 1.25;

  private final Thread application;
  private final Thread looking;
  private final long limitNanos;
  private volatile boolean closed;
  private volatile long sinceNanos;
  private volatile String place = "";
  private long sinceClockNanos;
  private long longestNanos;
  private String longestPlace = "";

  /**
   * The longest work at a stretch.
   *
   * @param millis its processor time
   * @param place the stack when it passed the limit; empty if it did not
   */
  record Work(double millis, String place) {}

  /** Begins to watch. */
  ThreadWatch(long limitMillis) {
    this.limitNanos = TimeUnit.MILLISECONDS.toNanos(limitMillis);
    this.application = TestWindow.ask(Thread::currentThread);
    TestWindow.on(() -> sinceNanos = THREADS.getCurrentThreadCpuTime());
    Platform.runLater(this::measure);
    this.looking = Thread.ofPlatform().daemon().start(this::look);
  }

  private void measure() {
    long worked = THREADS.getCurrentThreadCpuTime() - sinceNanos;
    long passed = System.nanoTime() - sinceClockNanos;
    if (worked > longestNanos && passed < DISTURBED * worked) {
      longestNanos = worked;
      longestPlace = place;
    }
    place = "";
    sinceNanos = THREADS.getCurrentThreadCpuTime();
    sinceClockNanos = System.nanoTime();
    if (!closed) {
      Platform.runLater(this::measure);
    }
  }

  private void look() {
    while (!closed) {
      LockSupport.parkNanos(LOOK_NANOS);
      long since = sinceNanos;
      if (place.isEmpty()
          && THREADS.getThreadCpuTime(application.threadId()) - since > limitNanos) {
        String frames =
            Arrays.stream(application.getStackTrace())
                .map(frame -> "\n    " + frame)
                .collect(Collectors.joining());
        if (sinceNanos == since) {
          place = frames;
        }
      }
    }
  }

  /** Returns the longest work since the last call. */
  Work takeLongest() {
    return TestWindow.ask(() -> {
      Work longest = new Work(longestNanos / 1e6, longestPlace);
      longestNanos = 0;
      longestPlace = "";
      return longest;
    });
  }

  @Override
  public void close() {
    closed = true;
    try {
      looking.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
