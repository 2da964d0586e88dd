package dev.fenceline.report;

import dev.fenceline.scenario.PathSettings;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.WorkloadSettings;
import dev.fenceline.timeline.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The settings with which a test ran, and how to run it again. */
final class Setup {
  private Setup() {}

  /** Returns all settings for display. */
  static List<Fact> of(ReportRow row) {
    Scenario scenario = row.scenario();
    List<Fact> facts = new ArrayList<>(Configuration.of(scenario).facts());
    facts.add(new Fact("Paths", paths(scenario.paths())));
    facts.add(new Fact("Workload", workload(scenario.workload())));
    facts.add(new Fact("Seed", Long.toString(row.seed())));
    if (scenario.group() != Scenario.Group.OWN && !row.again().isEmpty()) {
      facts.add(new Fact("Run again", row.again()));
    }
    return List.copyOf(facts);
  }

  private static String paths(List<PathSettings> paths) {
    String delay = Text.duration(TimeUnit.MICROSECONDS.toNanos(paths.getFirst().delayMicros()));
    boolean alike =
        paths.stream().allMatch(path -> path.delayMicros() == paths.getFirst().delayMicros());
    return paths.size() + (alike ? ", one-way delay " + delay : ", with delays of their own");
  }

  private static String workload(WorkloadSettings workload) {
    return "%s, %s in flight at most; each is read, compared and written again"
        .formatted(Text.count(workload.blocks(), "stamped block"), Text.number(workload.workers()));
  }
}
