package dev.fenceline.scenario;

import dev.fenceline.event.value.Rule;
import dev.fenceline.scenario.setting.Setting;
import dev.fenceline.scenario.setting.SettingsBuilder;
import java.util.List;
import java.util.stream.Stream;

/**
 * The complete description of a run. Together with a seed, it determines the session byte for byte
 * in virtual time.
 */
public record Scenario(
    @Setting(about = "by which the command line knows it, such as ccr") String id,
    @Setting(
            about =
                "where it stands in the library: main and targeted are the rows of the test report",
            value = "own")
        Group group,
    @Setting(about = "a few words") String title,
    @Setting(about = "one or two sentences: what happens, what to look for", value = "")
        String summary,
    @Setting(about = "the seed, unless another is given", value = "1", min = "-9223372036854775808")
        long seed,
    @Setting(about = "the host", value = "{}") HostSettings host,
    @Setting(about = "the emulated target", value = "{}") TargetSettings target,
    @Setting(
            about =
                "the paths, in the order in which the host connects them; the first becomes"
                    + " controller 1",
            value =
"""
[
  {"name": "A", "port": 1, "address": "10.0.0.1:4420"},
  {"name": "B", "port": 2, "address": "10.0.0.2:4420"}
]
""",
            min = "1",
            max = "16",
            set = "paths",
            rank = 10)
        List<PathSettings> paths,
    @Setting(about = "what runs on them", value = "{}") WorkloadSettings workload,
    @Setting(
            about = "what else runs on them at the same time, each on a namespace of its own",
            value = "[]")
        List<WorkloadSettings> workloads,
    @Setting(about = "further hosts of the subsystem", value = "[]") List<HostSetup> hosts,
    @Setting(about = "what breaks, and when", value = "[]") List<ScheduledFault> faults,
    @Setting(about = "what a person at the host does, and when", value = "[]")
        List<ScheduledAction> actions,
    @Setting(about = "what must be true of the run", value = "[]") List<Expectation> expectations,
    @Setting(
            about =
                "the invariants that it breaks by design, such as H1 where the host does not fence",
            value = "[]")
        List<Rule.Invariant> permits,
    @Setting(
            about = "the run ends at this time at the latest",
            value = "120 s",
            min = "1 s",
            max = "24 h")
        long limitMillis) {

  /** The parts of the library, in display order. */
  public enum Group {
    /** The four main rows of the test report. */
    MAIN,
    /** The targeted tests of the report: one feature each. */
    TARGETED,
    /** Further cases, which are not in the report. */
    FURTHER,
    /** The user's own scenarios. */
    OWN
  }

  public Scenario {
    paths = List.copyOf(paths);
    workloads = List.copyOf(workloads);
    hosts = List.copyOf(hosts);
    faults = List.copyOf(faults);
    actions = List.copyOf(actions);
    expectations = List.copyOf(expectations);
    permits = List.copyOf(permits);
  }

  /** Returns all hosts, beginning with the first. */
  public List<HostSetup> allHosts() {
    return Stream.concat(Stream.of(new HostSetup(host, paths, workload)), hosts.stream()).toList();
  }

  /**
   * Returns the device names of the controllers of all hosts, in the order of {@link #allPaths}.
   */
  public List<String> devices() {
    return allHosts().stream().flatMap(each -> each.devices().stream()).toList();
  }

  /** Returns the paths of all hosts, host by host. */
  public List<PathSettings> allPaths() {
    return allHosts().stream().flatMap(each -> each.paths().stream()).toList();
  }

  /** Returns a copy with another target, host, paths, workload and time limit. */
  public Scenario on(
      TargetSettings newTarget,
      HostSettings newHost,
      List<PathSettings> newPaths,
      WorkloadSettings newWorkload,
      long newLimitMillis) {
    return SettingsBuilder.of(this)
        .with(Scenario::target, newTarget)
        .with(Scenario::host, newHost)
        .with(Scenario::paths, newPaths)
        .with(Scenario::workload, newWorkload)
        .with(Scenario::limitMillis, newLimitMillis)
        .build();
  }

  /** Returns a copy with other expectations. */
  public Scenario expecting(List<Expectation> newExpectations) {
    return SettingsBuilder.of(this).with(Scenario::expectations, newExpectations).build();
  }

  /** Returns a copy with another seed. */
  public Scenario withSeed(long newSeed) {
    return SettingsBuilder.of(this).with(Scenario::seed, newSeed).build();
  }

  /** Returns a copy with another title and summary. */
  public Scenario titled(String newTitle, String newSummary) {
    return SettingsBuilder.of(this)
        .with(Scenario::title, newTitle)
        .with(Scenario::summary, newSummary)
        .build();
  }

  /** Returns a copy with other faults and actions. */
  public Scenario withScript(List<ScheduledFault> newFaults, List<ScheduledAction> newActions) {
    return SettingsBuilder.of(this)
        .with(Scenario::faults, newFaults)
        .with(Scenario::actions, newActions)
        .build();
  }
}
