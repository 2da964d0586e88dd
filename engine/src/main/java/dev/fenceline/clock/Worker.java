package dev.fenceline.clock;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A thread for what may block, such as a file: one task after another, in the order in which they
 * were given. What comes of each is told on the loop. Whoever gives tasks bounds how many wait.
 * Tasks come from the loop's thread.
 */
public final class Worker implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final LabLoop loop;
  private final ExecutorService thread;

  /** What may block. */
  @FunctionalInterface
  public interface Task<T> {
    /** Does it; what it throws beside an IOException ends the loop. */
    T run() throws IOException;
  }

  /** A thread that waits for its first task. */
  public Worker(LabLoop loop, String name) {
    this.loop = loop;
    thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(name).factory());
  }

  /** Has a task done; then the loop is told what came of it, or why it failed. */
  public <T> void give(Task<T> task, Consumer<T> done, Consumer<IOException> failed) {
    thread.execute(() -> {
      try {
        T result = task.run();
        loop.execute(() -> done.accept(result));
      } catch (IOException e) {
        loop.execute(() -> failed.accept(e));
      } catch (RuntimeException | Error defect) {
        loop.execute(() -> {
          throw new IllegalStateException("a task beside the loop failed", defect);
        });
      }
    });
  }

  /** Waits until everything that was given is done, half a minute at most. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
