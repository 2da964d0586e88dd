package dev.fenceline.report;

import dev.fenceline.lab.Lab;
import dev.fenceline.remote.SlowHintException;
import dev.fenceline.scenario.Scenario;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Runs the rows of a report. In virtual time several run at once, on the threads of the common
 * pool; each has its own loop, so the rows do not depend on how many run at once. Against a real
 * target they run one after the other.
 */
public final class ReportRun {
  private static final int TRIES = 3;

  private final List<Scenario> scenarios;
  private final OptionalLong seed;
  private final TargetFeatures target;
  private final Progress progress;
  private final Set<Lab> running = ConcurrentHashMap.newKeySet();
  private int done;
  private volatile boolean cancelled;

  /**
   * A listener that is notified of each row as soon as it has its verdict, in any order, by one
   * call at a time.
   */
  @FunctionalInterface
  public interface Progress {
    /** Reports a row, the number of rows that have their verdict, and the number of all rows. */
    void done(ReportRow row, int done, int total);
  }

  /**
   * Creates a run that has not begun.
   *
   * @param scenarios the rows, in order
   * @param seed the seed for all rows, or empty if each uses its own
   * @param target decides which rows apply
   * @param progress is called on the threads that run
   */
  public ReportRun(
      List<Scenario> scenarios, OptionalLong seed, TargetFeatures target, Progress progress) {
    this.scenarios = List.copyOf(scenarios);
    this.seed = seed;
    this.target = target;
    this.progress = progress;
  }

  /**
   * Runs every row. Blocks the calling thread until all have their verdict.
   *
   * @throws CancellationException if it was cancelled
   */
  public TestReport run(ReportEnvironment environment) {
    return new TestReport(environment, rows().map(this::row).toList());
  }

  private Stream<Scenario> rows() {
    return target.takesSeveral() ? scenarios.parallelStream() : scenarios.stream();
  }

  /** Ends the run soon. May be called from any thread. */
  public void cancel() {
    cancelled = true;
    running.forEach(Lab::stop);
  }

  private ReportRow row(Scenario scenario) {
    long rowSeed = seed.orElse(scenario.seed());
    ReportRow row =
        target
            .rulesOut(scenario)
            .map(reason -> ReportRow.notApplicable(scenario, rowSeed, reason))
            .orElseGet(() -> ran(scenario, rowSeed));
    tell(row);
    return row;
  }

  /**
   * Makes the row of a run. A row that could not show its subject is run again with other moments.
   */
  private ReportRow ran(Scenario scenario, long rowSeed) {
    String excuse = "";
    for (long next = rowSeed; next < rowSeed + TRIES; next++) {
      ReportRow row = once(scenario, next);
      Optional<String> why = target.excuses(row);
      if (why.isEmpty()) {
        return row;
      }
      excuse = why.get();
    }
    return ReportRow.notApplicable(scenario, rowSeed, excuse);
  }

  private ReportRow once(Scenario scenario, long rowSeed) {
    Lab lab = target.lab(scenario, rowSeed);
    running.add(lab);
    try {
      stopIfCancelled();
      lab.run();
      stopIfCancelled();
      TargetRow asked = target.asked(scenario, rowSeed);
      return ReportRow.ran(lab.scenario(), rowSeed, asked, lab.timeline());
    } catch (SlowHintException failed) {
      return ReportRow.notApplicable(
          scenario, rowSeed, "its writes were not held: " + failed.getMessage());
    } finally {
      running.remove(lab);
    }
  }

  private synchronized void tell(ReportRow row) {
    progress.done(row, ++done, scenarios.size());
  }

  private void stopIfCancelled() {
    if (cancelled) {
      throw new CancellationException("the report was cancelled");
    }
  }
}
