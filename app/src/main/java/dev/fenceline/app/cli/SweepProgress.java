package dev.fenceline.app.cli;

import dev.fenceline.sweep.Sweep;
import java.io.PrintWriter;

/** Shows the progress of a sweep on one line of a terminal, at most a thousand times. */
final class SweepProgress implements Sweep.Progress {
  private static final int STEPS = 1000;

  private final ProgressLine line;
  private int shown = -1;

  SweepProgress(PrintWriter err) {
    line = new ProgressLine(err);
  }

  @Override
  public void done(int done, int total, int corrupt) {
    int step = (int) ((long) done * STEPS / total);
    if (step != shown) {
      shown = step;
      line.show("%,d of %,d runs, %,d corrupt".formatted(done, total, corrupt));
    }
  }

  /** Erases the line. */
  void end() {
    line.end();
  }
}
