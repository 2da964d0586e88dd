package dev.fenceline.remote;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.event.Cause;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Note;
import dev.fenceline.event.Recorder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs the commands of a {@link SlowHint} beside the loop, each with a deadline. A slowing that has
 * begun is ended, whatever the result of the run. Loop thread only.
 */
final class SlowMediaCommands {
  private static final long DEADLINE_SECONDS = 10;
  private static final int SAID_MAX = 200;

  private final LabLoop loop;
  private final Recorder recorder;
  private final SlowHint hint;
  private @Nullable String problem;
  private boolean begun;

  SlowMediaCommands(LabLoop loop, Recorder recorder, SlowHint hint) {
    this.loop = loop;
    this.recorder = recorder;
    this.hint = hint;
  }

  void begin() {
    begun = true;
    start("--slow-hint-before", hint.before());
  }

  void end() {
    begun = false;
    start("--slow-hint-after", hint.after());
  }

  /** Returns the message of a command that failed, or empty if none did. */
  Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  private void start(String option, String command) {
    try {
      Run run = new Run(option, command, loop.nanos());
      run.process.onExit().thenRun(() -> loop.execute(() -> ended(run)));
      loop.schedule(TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS), () -> late(run));
    } catch (IOException failed) {
      problem = "%s \"%s\" cannot be run: %s".formatted(option, command, failed.getMessage());
    }
  }

  private void ended(Run run) {
    run.result().ifPresent(failed -> problem = failed);
    long tookMillis = TimeUnit.NANOSECONDS.toMillis(loop.nanos() - run.startedNanos);
    recorder.record(
        Lane.LAB,
        Cause.NONE,
        new Note("%s has ended after %d ms".formatted(run.option, tookMillis)));
  }

  private void late(Run run) {
    if (run.process.isAlive()) {
      problem = run.tooLate();
    }
  }

  /**
   * Ends a slowing that has begun, and waits for its command.
   *
   * @throws SlowHintException if that failed, in which case the target may still be slow
   */
  void close() {
    if (!begun) {
      return;
    }
    begun = false;
    try {
      Run run = new Run("--slow-hint-after", hint.after(), 0);
      boolean inTime = run.process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS);
      Optional<String> failed = inTime ? run.result() : Optional.of(run.tooLate());
      failed.ifPresent(words -> {
        throw new SlowHintException(words + "; the target may still be slow");
      });
    } catch (IOException failed) {
      throw new SlowHintException(
          "--slow-hint-after \"%s\" cannot be run: %s; the target may still be slow"
              .formatted(hint.after(), failed.getMessage()));
    } catch (InterruptedException interrupted) {
      throw new SlowHintException("--slow-hint-after was interrupted; the target may be slow");
    }
  }

  /** One running command. Its input is empty, and long output is discarded. */
  private static final class Run {
    final String option;
    final String command;
    final long startedNanos;
    final Process process;

    Run(String option, String command, long startedNanos) throws IOException {
      this.option = option;
      this.command = command;
      this.startedNanos = startedNanos;
      this.process = new ProcessBuilder(shell(command)).redirectErrorStream(true).start();
      process.getOutputStream().close();
    }

    private static List<String> shell(String command) {
      boolean windows =
          System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
      return windows ? List.of("cmd", "/c", command) : List.of("sh", "-c", command);
    }

    /** Returns how it failed, or empty if it did not. */
    Optional<String> result() {
      int status = process.exitValue();
      return status == 0
          ? Optional.empty()
          : Optional.of(
              "%s \"%s\" ended with status %d%s".formatted(option, command, status, said()));
    }

    /** Ends a command whose deadline has passed, and returns the message for that. */
    String tooLate() {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      return "%s \"%s\" has not ended within %d s".formatted(option, command, DEADLINE_SECONDS);
    }

    /** Returns the first line of its output so far. Does not wait for more. */
    private String said() {
      try {
        InputStream out = process.getInputStream();
        byte[] bytes = out.readNBytes(Math.min(out.available(), SAID_MAX));
        String first =
            new String(bytes, Charset.defaultCharset()).strip().lines().findFirst().orElse("");
        return first.isEmpty() ? "" : ": " + first;
      } catch (IOException unreadable) {
        return "; what it said cannot be read: " + unreadable.getMessage();
      }
    }
  }
}
