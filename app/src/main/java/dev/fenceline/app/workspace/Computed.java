package dev.fenceline.app.workspace;

import dev.fenceline.app.workspace.BackgroundJobs.Job;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * A value that a feature computes from the events of a session, off the application thread: once
 * when the session is shown, and again when it has more events. Used on the application thread.
 *
 * @param <T> the type of the value
 */
public final class Computed<T> {
  private final BackgroundJobs jobs;
  private final String title;
  private final Function<OpenSession, T> compute;
  private final Consumer<T> show;
  private Subscription following = Subscription.EMPTY;
  private @Nullable Job job;
  private int computedCount;
  private long computedReachedNanos;

  /**
   * Creates a computed value.
   *
   * @param title the title of the job that computes it
   * @param compute reads the timeline of the session and nothing else of it; runs on a separate
   *     thread
   * @param show takes the result
   */
  public Computed(
      BackgroundJobs jobs, String title, Function<OpenSession, T> compute, Consumer<T> show) {
    this.jobs = jobs;
    this.title = title;
    this.compute = compute;
    this.show = show;
  }

  /** Follows a session from now on; null for none. */
  public void follow(@Nullable OpenSession session) {
    following.unsubscribe();
    following = Subscription.EMPTY;
    if (job != null) {
      job.cancel();
      job = null;
    }
    if (session != null) {
      following =
          Subscription.combine(
              session.count().subscribe(_ -> update(session)),
              session.view().reachedNanos().subscribe(_ -> reached(session)));
    }
  }

  private void reached(OpenSession session) {
    if (session.view().reachedNanos().get() != computedReachedNanos) {
      update(session);
    }
  }

  private void update(OpenSession session) {
    if (job != null) {
      return;
    }
    computedCount = session.count().get();
    computedReachedNanos = session.view().reachedNanos().get();
    job = jobs.start(title, _ -> compute.apply(session), done -> show(session, done), this::failed);
  }

  private void show(OpenSession session, T done) {
    job = null;
    show.accept(done);
    if (session.count().get() != computedCount
        || session.view().reachedNanos().get() != computedReachedNanos) {
      update(session);
    }
  }

  private void failed(Exception error) {
    job = null;
    throw new IllegalStateException(title, error);
  }
}
