package dev.fenceline.app.cli;

import picocli.CommandLine;

/** Where the program starts. Loads no class of the window until one is to be opened. */
public final class Main {
  /** Done, and the data is intact. */
  static final int DONE = 0;

  /** Done, but the data is corrupt or an expectation was missed. */
  static final int CORRUPT = 1;

  /** Wrong usage, or input that cannot be read. */
  static final int USAGE = 2;

  /** The environment failed: no connection, disk full. */
  static final int ENVIRONMENT = 3;

  private Main() {}

  /** Runs the command that the arguments name and ends with its status. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new OpenCommand())
        .setExecutionExceptionHandler((error, line, _) -> {
          String message = error.getMessage();
          line.getErr().println("fenceline: " + (message == null ? error.toString() : message));
          return ENVIRONMENT;
        });
  }
}
