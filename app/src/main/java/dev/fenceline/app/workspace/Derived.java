package dev.fenceline.app.workspace;

import dev.fenceline.app.workspace.BackgroundJobs.Job;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Something that a feature shows of a session's events, computed beside the application thread:
 * once when the session is shown, and again whenever more events have come. Used on the application
 * thread.
 *
 * @param <T> what is computed
 */
public final class Derived<T> {
  private final BackgroundJobs jobs;
  private final String title;
  private final Function<OpenSession, T> compute;
  private final Consumer<T> show;
  private Subscription following = Subscription.EMPTY;
  private @Nullable Job job;
  private int computedCount;

  /**
   * Something derived.
   *
   * @param title what the computation is called while it lasts
   * @param compute reads the session's timeline and nothing else of it; on a thread of its own
   * @param show takes the result
   */
  public Derived(
      BackgroundJobs jobs, String title, Function<OpenSession, T> compute, Consumer<T> show) {
    this.jobs = jobs;
    this.title = title;
    this.compute = compute;
    this.show = show;
  }

  /** Follows this session from now on; null for none. */
  public void follow(@Nullable OpenSession session) {
    following.unsubscribe();
    following = Subscription.EMPTY;
    if (job != null) {
      job.cancel();
      job = null;
    }
    if (session != null) {
      following = session.count().subscribe(_ -> update(session));
    }
  }

  private void update(OpenSession session) {
    if (job != null) {
      return;
    }
    computedCount = session.count().get();
    job = jobs.start(title, _ -> compute.apply(session), done -> show(session, done), this::failed);
  }

  private void show(OpenSession session, T done) {
    job = null;
    show.accept(done);
    if (session.count().get() != computedCount) {
      update(session);
    }
  }

  private void failed(Exception error) {
    job = null;
    throw new IllegalStateException(title, error);
  }
}
