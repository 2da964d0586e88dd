package dev.fenceline.app.cli;

import java.io.Console;
import java.io.PrintWriter;

/**
 * One line of a terminal that shows the progress of a command. Prints nothing without a terminal.
 */
final class ProgressLine {
  private static final String LINE_START = "\r";
  private static final String ERASE_LINE = "\u001b[2K";

  private final PrintWriter err;
  private final boolean isTerminal;
  private boolean isShown;

  @SuppressWarnings("SystemConsoleNull") // it is null without a terminal, unless JLine provides it
  ProgressLine(PrintWriter err) {
    this.err = err;
    Console console = System.console();
    isTerminal = console != null && console.isTerminal();
  }

  /** Replaces the words that are shown. */
  void show(String words) {
    if (isTerminal) {
      isShown = true;
      err.print(LINE_START + ERASE_LINE + words);
      err.flush();
    }
  }

  /** Erases the line. */
  void end() {
    if (isShown) {
      err.print(LINE_START + ERASE_LINE);
      err.flush();
    }
  }
}
