package dev.fenceline.dist;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;

/** Runs tools of the JDK that runs the build, and other programs. */
final class Tool {
  private Tool() {}

  /**
   * Runs a tool of the JDK.
   *
   * @return its output
   * @throws IllegalStateException if the JDK does not have it or it fails; the message contains its
   *     output
   */
  static String run(String name, List<String> arguments) {
    ToolProvider tool =
        ToolProvider.findFirst(name)
            .orElseThrow(() -> new IllegalStateException("this JDK has no " + name));
    StringWriter out = new StringWriter();
    PrintWriter printer = new PrintWriter(out);
    int status = tool.run(printer, printer, arguments.toArray(String[]::new));
    printer.flush();
    if (status != 0) {
      throw new IllegalStateException(
          "%s %s ended with %d:%n%s".formatted(name, arguments, status, out));
    }
    return out.toString();
  }

  /**
   * Runs a program and waits for its end.
   *
   * @throws IllegalStateException if it fails or does not end in time
   */
  static void start(ProcessBuilder program, int limitMinutes)
      throws IOException, InterruptedException {
    Process process = program.inheritIO().start();
    if (!process.waitFor(limitMinutes, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IllegalStateException(
          "%s took more than %d minutes".formatted(program.command(), limitMinutes));
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException(
          "%s ended with %d".formatted(program.command(), process.exitValue()));
    }
  }
}
