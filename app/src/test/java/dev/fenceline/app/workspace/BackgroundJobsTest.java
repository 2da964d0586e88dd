package dev.fenceline.app.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.fenceline.app.workspace.BackgroundJobs.Job;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The test's thread plays the application thread: it runs what the jobs deliver. */
class BackgroundJobsTest {
  private static final long DEADLINE_SECONDS = 10;

  private final BlockingQueue<Runnable> application = new LinkedBlockingQueue<>();
  private final BackgroundJobs jobs = new BackgroundJobs(application::add);
  private final List<String> said = new ArrayList<>();

  @AfterEach
  void close() {
    jobs.close();
  }

  private void deliverNext() throws InterruptedException {
    Runnable next = application.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
    assertThat(next).as("something is delivered in time").isNotNull();
    next.run();
  }

  @Test
  void aResultArrivesOnTheApplicationThread() throws InterruptedException {
    Thread here = Thread.currentThread();
    jobs.start(
        "work",
        _ -> Thread.currentThread() != here,
        elsewhere ->
            said.add("elsewhere " + elsewhere + ", here " + (Thread.currentThread() == here)),
        error -> said.add(error.toString()));
    assertThat(jobs.running()).extracting(Job::title).containsExactly("work");
    deliverNext();
    assertThat(said).containsExactly("elsewhere true, here true");
    assertThat(jobs.running()).isEmpty();
  }

  @Test
  void aFailureArrivesInsteadOfAResult() throws InterruptedException {
    jobs.start(
        "work",
        _ -> {
          throw new IOException("disk full");
        },
        _ -> said.add("result"),
        error -> said.add(String.valueOf(error.getMessage())));
    deliverNext();
    assertThat(said).containsExactly("disk full");
  }

  @Test
  void aCancelledJobDeliversNothing() throws InterruptedException {
    CountDownLatch working = new CountDownLatch(1);
    Job job =
        jobs.start(
            "work",
            _ -> {
              working.countDown();
              return new CountDownLatch(1).await(DEADLINE_SECONDS, TimeUnit.SECONDS);
            },
            _ -> said.add("result"),
            _ -> said.add("failure"));
    assertThat(working.await(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
    job.cancel();
    deliverNext();
    assertThat(said).isEmpty();
    assertThat(jobs.running()).isEmpty();
  }

  @Test
  void progressIsSeenBeforeTheResult() throws InterruptedException {
    Job job =
        jobs.start(
            "work",
            progress -> {
              progress.done(0.5);
              return "done";
            },
            said::add,
            error -> said.add(error.toString()));
    deliverNext();
    assertThat(job.fraction().get()).isEqualTo(0.5);
    deliverNext();
    assertThat(said).containsExactly("done");
  }

  @Test
  void nothingBeginsAfterTheEndAndNobodyIsThrownAt() {
    jobs.attend(
        "serving",
        progress -> {
          Thread.onSpinWait();
          return 1;
        },
        () -> jobs.start("looking at what was served", _ -> 2, _ -> {}, _ -> {}),
        _ -> {},
        _ -> {});
    jobs.close();
    assertThat(jobs.running()).hasSizeLessThanOrEqualTo(1);
    assertThatCode(() -> jobs.start("later", _ -> 3, _ -> {}, _ -> {})).doesNotThrowAnyException();
  }

  @Test
  void aJobThatIsCancelledBeforeItBeginsIsGone() throws InterruptedException {
    for (int i = 0; i < 200; i++) {
      jobs.start("search " + i, _ -> 1, _ -> {}, _ -> {}).cancel();
    }
    while (!jobs.running().isEmpty()) {
      deliverNext();
    }
    assertThat(jobs.running()).isEmpty();
  }
}
