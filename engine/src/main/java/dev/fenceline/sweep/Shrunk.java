package dev.fenceline.sweep;

import dev.fenceline.scenario.Scenario;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;

/**
 * The result of shrinking a failing seed.
 *
 * @param scenario the shortest scenario found, with its seed; it can be saved and run without
 *     change
 * @param failure how it fails, which is how the original failed
 * @param before the size of the original
 * @param after the size of the shortest scenario
 * @param runs number of runs that were needed
 * @param isComplete true if nothing was left to try; false if the runs were used up or the
 *     shrinking was cancelled
 */
public record Shrunk(
    Scenario scenario, RunFailure failure, Size before, Size after, int runs, boolean isComplete) {

  /**
   * The size of a scenario and its run.
   *
   * @param steps faults and actions
   * @param paths paths of all hosts
   * @param workers workers of the first workload
   * @param blocks blocks that they work on
   * @param events events of the run
   * @param endNanos when the run ended
   */
  public record Size(int steps, int paths, int workers, int blocks, int events, long endNanos) {
    static Size of(Scenario scenario, Timeline timeline) {
      return new Size(
          scenario.faults().size() + scenario.actions().size(),
          scenario.allPaths().size(),
          scenario.workload().workers(),
          scenario.workload().blocks(),
          timeline.size(),
          timeline.endNanos());
    }

    /**
     * Describes the size, such as {@code 2 faults and actions, 2 paths, 1 worker, 1 block; 412
     * events in 16.2 s}.
     */
    public String words() {
      return "%s, %s, %s, %s; %s in %s"
          .formatted(
              steps == 1 ? "1 fault or action" : steps + " faults and actions",
              Text.count(paths, "path"),
              Text.count(workers, "worker"),
              Text.count(blocks, "block"),
              Text.count(events, "event"),
              Text.duration(endNanos));
    }
  }

  /** Returns a few lines for a terminal, each ending with a line feed. */
  public String text() {
    return "shrunk seed %d in %s%s: %s\n  from  %s\n  to    %s\n"
        .formatted(
            scenario.seed(),
            Text.count(runs, "run"),
            isComplete ? "" : " (not everything was tried)",
            failure.words(),
            before.words(),
            after.words());
  }
}
