package dev.fenceline.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.workspace.BackgroundJobs;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Preferences;
import dev.fenceline.app.workspace.Problem;
import dev.fenceline.app.workspace.UserMessages;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.event.Cause;
import dev.fenceline.event.Event;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Note;
import dev.fenceline.session.SessionHeader;
import dev.fenceline.timeline.Timeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A workspace without a toolkit: the test's thread plays the application thread. */
public final class TestWorkspace implements UserMessages, AutoCloseable {
  private static final long DEADLINE_SECONDS = 60;
  private static final long POLL_MILLIS = 10;
  private static final Lane NVME3 = Lane.host("nvme3");
  private static final Lane NVME4 = Lane.host("nvme4");

  private final BlockingQueue<Runnable> application = new LinkedBlockingQueue<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> news = new ArrayList<>();
  private final BackgroundJobs jobs = new BackgroundJobs(application::add);
  private final Workspace workspace =
      new Workspace(jobs, Preferences.load(Path.of("no such file")), this);

  /** The workspace. */
  public Workspace workspace() {
    return workspace;
  }

  /**
   * A session of five events: 1 sent on nvme3, 2 answered, 3 sent on nvme4, 4 expired because of 3,
   * 5 a note because of 4; one second apart.
   */
  public static OpenSession session(String title) {
    Timeline timeline = new Timeline();
    timeline.accept(new Event(1, seconds(1), NVME3, Cause.NONE, new KeepAliveEvent.Sent(7)));
    timeline.accept(
        new Event(2, seconds(2), NVME3, Cause.of(1), new KeepAliveEvent.Answered(7, 431_000)));
    timeline.accept(new Event(3, seconds(3), NVME4, Cause.NONE, new KeepAliveEvent.Sent(8)));
    timeline.accept(
        new Event(4, seconds(4), NVME4, Cause.of(3), new KeepAliveEvent.Expired(8, seconds(3))));
    timeline.accept(new Event(5, seconds(5), Lane.LAB, Cause.of(4), new Note("that is all")));
    return new OpenSession(
        SessionHeader.of("test", title, null, 42, "virtual", "emulated"), timeline);
  }

  /** So many seconds in nanoseconds. */
  public static long seconds(long count) {
    return TimeUnit.SECONDS.toNanos(count);
  }

  /** Delivers what background jobs have to say until none is left. */
  public void settle() {
    while (!workspace.jobs().running().isEmpty()) {
      step();
    }
  }

  /** Delivers the next thing that a background job has to say. */
  public void step() {
    try {
      Runnable next = application.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
      assertThat(next).as("background jobs go on in time").isNotNull();
      next.run();
    } catch (InterruptedException error) {
      throw new IllegalStateException(error);
    }
  }

  /** Delivers what background jobs have to say until the condition holds. */
  public void until(String what, BooleanSupplier condition) {
    long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadlineNanos);
      try {
        Runnable next = application.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (next != null) {
          next.run();
        }
      } catch (InterruptedException error) {
        throw new IllegalStateException(error);
      }
    }
  }

  /** What went wrong so far. */
  public List<Problem> problems() {
    return problems;
  }

  /** What was said so far. */
  public List<String> news() {
    return news;
  }

  @Override
  public void remark(Problem problem, OpenSession session) {
    problem(problem);
  }

  @Override
  public void problem(Problem problem) {
    problems.add(problem);
  }

  @Override
  public void news(String what, String detail) {
    news.add(what + ": " + detail);
  }

  @Override
  public void refused(String what, String why) {
    news(what, why);
  }

  @Override
  public void close() {
    jobs.close();
  }
}
