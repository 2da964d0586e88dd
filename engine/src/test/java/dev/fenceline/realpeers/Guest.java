package dev.fenceline.realpeers;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A guest and the script in {@code src/test/real-peers} that starts it and tells it what to do. It
 * ends with {@link #close}, at the latest with the tests.
 */
final class Guest implements AutoCloseable {
  static final Path SCRIPTS = Path.of("src", "test", "real-peers").toAbsolutePath();

  /** Emulated on busy cores, a boot takes up to a quarter of a minute. */
  private static final int BOOT_SECONDS = 240;

  /** A kernel that is emulated sometimes panics while it boots, which is no result of a test. */
  private static final int BOOTS_MAX = 2;

  private static final String PANIC = "Kernel panic";

  private static final int EXEC_SECONDS = 180;
  private static final int STEP_SECONDS = 30;
  private static final AtomicInteger STARTED = new AtomicInteger();

  private final String script;
  private final String name;
  private final Thread atEnd = new Thread(this::stop, "stop guest");

  private Guest(String script) {
    this.script = script;
    name = "test-%d-%d".formatted(ProcessHandle.current().pid(), STARTED.incrementAndGet());
  }

  /** Boots a guest, and waits until it takes commands. */
  static Guest start(String script, List<String> options) {
    for (int boot = 1; ; boot++) {
      try {
        return boot(script, options);
      } catch (AssertionError notBooted) {
        boolean panicked = String.valueOf(notBooted.getMessage()).contains(PANIC);
        if (!panicked || boot == BOOTS_MAX) {
          throw notBooted;
        }
      }
    }
  }

  private static Guest boot(String script, List<String> options) {
    Guest guest = new Guest(script);
    Runtime.getRuntime().addShutdownHook(guest.atEnd);
    List<String> start =
        new ArrayList<>(List.of("start", "--timeout", Integer.toString(BOOT_SECONDS)));
    String kernel = System.getProperty("real-peers.kernel", "");
    if (!kernel.isEmpty()) {
      start.addAll(List.of("--kernel", kernel));
    }
    start.addAll(options);
    try {
      guest.must(BOOT_SECONDS + STEP_SECONDS, start);
    } catch (AssertionError notBooted) {
      guest.close();
      throw notBooted;
    }
    return guest;
  }

  /** Runs a shell command in the guest. One at a time. */
  Answer exec(String command) {
    return call(
        EXEC_SECONDS + STEP_SECONDS,
        List.of("exec", "--timeout", Integer.toString(EXEC_SECONDS), command));
  }

  /** Runs a shell command in the guest that must end with status 0; returns what it printed. */
  String run(String command) {
    Answer answer = exec(command);
    if (answer.status() != 0) {
      throw new AssertionError(
          "%s ended with status %d in the guest and said:%n%s%nits kernel said of NVMe:%n%s"
              .formatted(command, answer.status(), answer.output(), aboutNvme()));
    }
    return answer.output();
  }

  /** What the guest's kernel has logged since it was booted. */
  String log() {
    return must(STEP_SECONDS, List.of("log"));
  }

  private String aboutNvme() {
    return log().lines().filter(line -> line.contains("nvme")).collect(joining("\n"));
  }

  /** Another command of the script, which must succeed. */
  String must(List<String> arguments) {
    return must(STEP_SECONDS, arguments);
  }

  private String must(int seconds, List<String> arguments) {
    Answer answer = call(seconds, arguments);
    if (answer.status() != 0) {
      throw new AssertionError(
          "%s %s ended with status %d and said:%n%s"
              .formatted(script, String.join(" ", arguments), answer.status(), answer.output()));
    }
    return answer.output();
  }

  /** Output goes through a file, so that nothing that the script leaves running holds a pipe. */
  private Answer call(int seconds, List<String> arguments) {
    List<String> command =
        new ArrayList<>(List.of("bash", SCRIPTS.resolve(script).toString(), arguments.getFirst()));
    command.addAll(List.of("--name", name));
    command.addAll(arguments.subList(1, arguments.size()));
    try {
      Path output = Files.createTempFile("real-peer", ".out");
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
          process.destroy();
          throw new AssertionError(
              "%s took over %d s".formatted(String.join(" ", command), seconds));
        }
        return new Answer(process.exitValue(), Files.readString(output).stripTrailing());
      } finally {
        Files.delete(output);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while " + script + " ran", interrupted);
    }
  }

  private void stop() {
    must(List.of("stop"));
  }

  @Override
  public void close() {
    stop();
    Runtime.getRuntime().removeShutdownHook(atEnd);
  }
}
