package dev.fenceline.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The program as a user starts it.
 *
 * @param launcher its launcher
 */
record Program(Path launcher) {
  private static final long LIMIT_MINUTES = 10;
  private static final double NANOS = 1e9;

  /** Runs a command of the program and returns its duration in seconds. */
  double seconds(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    long start = System.nanoTime();
    Process process = builder.start();
    if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException(String.join(" ", command) + " takes longer than 10 minutes");
    }
    double seconds = (System.nanoTime() - start) / NANOS;
    if (process.exitValue() > 2) {
      throw new IOException(String.join(" ", command) + " ended with " + process.exitValue());
    }
    return seconds;
  }
}
