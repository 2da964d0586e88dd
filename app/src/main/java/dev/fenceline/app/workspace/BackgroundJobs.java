package dev.fenceline.app.workspace;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * Runs jobs off the application thread. At most {@value #AT_ONCE} jobs run at once; the others
 * wait. Result, failure and progress of a job are delivered on the application thread; a cancelled
 * job delivers nothing.
 */
public final class BackgroundJobs implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(BackgroundJobs.class.getName());
  private static final int AT_ONCE = 2;

  private final Executor application;
  private final ExecutorService workers =
      Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().name("job-", 1).factory());
  private final Semaphore places = new Semaphore(AT_ONCE, true);
  private final ObservableList<Job> running = FXCollections.observableArrayList();
  private final ObservableList<Job> runningView = FXCollections.unmodifiableObservableList(running);

  /**
   * Creates the jobs.
   *
   * @param application runs tasks in order on the application thread
   */
  public BackgroundJobs(Executor application) {
    this.application = application;
  }

  /** Reports the progress of a job while it runs. Can be called from any thread. */
  public interface Progress {
    /** Reports how much is done, 0 to 1. */
    void done(double fraction);

    /** Reports whether the job should end early. */
    boolean cancelled();

    /** Ends the job early. */
    void cancel();
  }

  /** The work of a job. */
  public interface Work<T> {
    /** Does the work on a separate thread. Reports progress, and ends early when cancelled. */
    T work(Progress progress) throws Exception;
  }

  /** A job that waits or runs. */
  public static final class Job implements Progress {
    private final String title;
    private final Executor application;
    private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(-1);
    private volatile boolean cancelled;
    private volatile @Nullable Thread thread;

    private final @Nullable Runnable stop;

    private Job(String title, Executor application, @Nullable Runnable stop) {
      this.title = title;
      this.stop = stop;
      this.application = application;
    }

    /** Returns what the job does, for example {@code Opening ccr.fenceline}. */
    public String title() {
      return title;
    }

    /**
     * Returns how much is done, 0 to 1; -1 if it is not known. Changes on the application thread.
     */
    public ReadOnlyDoubleProperty fraction() {
      return fraction.getReadOnlyProperty();
    }

    /**
     * Ends the job early. It then delivers nothing, unless it was started with a way to stop it.
     */
    @Override
    public void cancel() {
      if (stop != null) {
        stop.run();
        return;
      }
      cancelled = true;
      Thread running = thread;
      if (running != null) {
        running.interrupt();
      }
    }

    @Override
    public void done(double part) {
      application.execute(() -> fraction.set(part));
    }

    @Override
    public boolean cancelled() {
      return cancelled;
    }
  }

  /** Returns the jobs that wait or run, oldest first. Changes on the application thread. */
  public ObservableList<Job> running() {
    return runningView;
  }

  /**
   * Runs a task on the application thread, before anything that a job delivers later, for example
   * to show partial results. Can be called from any thread.
   */
  public void tell(Runnable news) {
    application.execute(news);
  }

  /** Runs a task as soon as no job waits or runs; immediately if there is none now. */
  public void whenIdle(Runnable task) {
    if (running.isEmpty()) {
      task.run();
      return;
    }
    running.addListener(
        new ListChangeListener<Job>() {
          @Override
          public void onChanged(Change<? extends Job> change) {
            if (running.isEmpty()) {
              running.removeListener(this);
              task.run();
            }
          }
        });
  }

  /** Starts a job. Called on the application thread, and calls the two consumers there. */
  public <T> Job start(
      String title, Work<T> work, Consumer<T> result, Consumer<Exception> failure) {
    return start(new Job(title, application, null), work, result, failure);
  }

  /**
   * Starts a job that can end early and still has a result then: cancelling it runs {@code stop}.
   */
  public <T> Job start(
      String title, Work<T> work, Runnable stop, Consumer<T> result, Consumer<Exception> failure) {
    return start(new Job(title, application, stop), work, result, failure);
  }

  /**
   * Starts a job that mostly waits, for example for events in real time. It does not count towards
   * the jobs that run at once. Otherwise does the same as {@link #start(String, Work, Runnable,
   * Consumer, Consumer)}.
   */
  public <T> Job attend(
      String title, Work<T> work, Runnable stop, Consumer<T> result, Consumer<Exception> failure) {
    Job job = new Job(title, application, stop);
    return start(job, () -> work.work(job), result, failure);
  }

  private <T> Job start(Job job, Work<T> work, Consumer<T> result, Consumer<Exception> failure) {
    return start(job, () -> limited(work, job), result, failure);
  }

  /**
   * Starts a job, but none after {@link #close}: only listeners of closing objects request one
   * then.
   */
  private <T> Job start(
      Job job, Callable<T> work, Consumer<T> result, Consumer<Exception> failure) {
    if (workers.isShutdown()) {
      return job;
    }
    running.add(job);
    try {
      // Uses no Future: if cancelled before it starts, it never runs, and the job stays in the
      // list.
      workers.execute(() -> run(job, work, result, failure));
    } catch (RejectedExecutionException closedMeanwhile) {
      running.remove(job);
    }
    return job;
  }

  private <T> void run(Job job, Callable<T> work, Consumer<T> result, Consumer<Exception> failure) {
    job.thread = Thread.currentThread();
    Runnable delivery = outcome(job, work, result, failure);
    job.thread = null;
    application.execute(() -> {
      running.remove(job);
      if (!job.cancelled()) {
        delivery.run();
      }
    });
  }

  private <T> T limited(Work<T> work, Job job) throws Exception {
    places.acquire();
    try {
      if (job.cancelled()) {
        throw new CancellationException(job.title());
      }
      return work.work(job);
    } finally {
      places.release();
    }
  }

  private static <T> Runnable outcome(
      Job job, Callable<T> work, Consumer<T> result, Consumer<Exception> failure) {
    try {
      T value = work.call();
      return () -> result.accept(value);
    } catch (Exception error) {
      if (!job.cancelled()) {
        LOG.log(Level.FINE, job.title(), error);
      }
      return () -> failure.accept(error);
    }
  }

  /** Cancels all jobs. Returns at once. */
  @Override
  public void close() {
    List<Job> ending = List.copyOf(running);
    workers.shutdown();
    ending.forEach(Job::cancel);
    workers.shutdownNow();
  }
}
