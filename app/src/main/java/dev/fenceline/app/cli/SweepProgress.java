package dev.fenceline.app.cli;

import dev.fenceline.sweep.Sweep;
import java.io.Console;
import java.io.PrintWriter;

/** Shows the progress of a sweep on one line of a terminal. Prints nothing without a terminal. */
final class SweepProgress implements Sweep.Progress {
  private static final int STEPS = 1000;
  private static final String LINE_START = "\r";
  private static final String ERASE_LINE = "\u001b[2K";

  private final PrintWriter err;
  private final boolean terminal;
  private int shown = -1;

  @SuppressWarnings("SystemConsoleNull") // it is null without a terminal, unless JLine provides it
  SweepProgress(PrintWriter err) {
    this.err = err;
    Console console = System.console();
    terminal = console != null && console.isTerminal();
  }

  @Override
  public void done(int done, int total, int corrupt) {
    int step = (int) ((long) done * STEPS / total);
    if (terminal && step != shown) {
      shown = step;
      err.printf("%s%s%,d of %,d runs, %,d corrupt", LINE_START, ERASE_LINE, done, total, corrupt);
      err.flush();
    }
  }

  /** Erases the line. */
  void end() {
    if (shown >= 0) {
      err.print(LINE_START + ERASE_LINE);
      err.flush();
    }
  }
}
