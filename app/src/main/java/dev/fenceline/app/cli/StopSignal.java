package dev.fenceline.app.cli;

import dev.fenceline.service.Service;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stops a service on SIGTERM and Ctrl+C, and keeps the program alive until the recording is saved.
 * A signal is the normal way to end serving, so the program ends with the status of the service.
 */
final class StopSignal {
  /** The longest wait for the recording; saving takes less, even on a slow disk. */
  private static final long PATIENCE_SECONDS = 40;

  private final CountDownLatch saved = new CountDownLatch(1);
  private final AtomicInteger status = new AtomicInteger(ExitStatus.ENVIRONMENT);
  private final Thread hook;

  private StopSignal(Service service) {
    hook = Thread.ofPlatform().name("stop signal").unstarted(() -> stop(service));
  }

  static StopSignal stopping(Service service) {
    StopSignal signal = new StopSignal(service);
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  private void stop(Service service) {
    service.stop();
    try {
      if (saved.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(status.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Records that the service has ended and everything is saved, and returns the status it ended
   * with.
   */
  int ended(int endedWith) {
    status.set(endedWith);
    saved.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException signalled) {
      return endedWith; // the hook is running, and ends the program with this status
    }
    return endedWith;
  }
}
