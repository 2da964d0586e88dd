package dev.fenceline.clock;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A thread for tasks that may block, such as file access. Runs the tasks one after another, in the
 * order in which they were given, and passes each result to the loop. The caller bounds the number
 * of waiting tasks. Call it on the loop's thread.
 */
public final class Worker implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final LabLoop loop;
  private final ExecutorService thread;

  /** A task that may block. */
  @FunctionalInterface
  public interface Task<T> {
    /** Runs the task. An exception other than an IOException ends the loop. */
    T run() throws IOException;
  }

  /** Creates a worker with a thread of this name. */
  public Worker(LabLoop loop, String name) {
    this.loop = loop;
    thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(name).factory());
  }

  /** Runs a task on the thread, then calls {@code done} or {@code failed} on the loop. */
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

  /** Waits until all given tasks are done, for at most 30 seconds. */
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
