package dev.fenceline.scenario;

import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that a run needs to know. With a seed it determines the session byte for byte, in
 * virtual time.
 *
 * @param id by which the command line knows it, such as {@code ccr}
 * @param group where it stands in the library
 * @param title a few words
 * @param summary one or two sentences: what happens and what to look for
 * @param seed the default seed
 * @param host the host
 * @param target the emulated target
 * @param paths the paths, in the order in which the host connects them
 * @param workload what runs on them
 * @param workloads what else runs on them, each on a namespace of its own
 * @param hosts further hosts of the subsystem
 * @param faults what breaks, and when
 * @param actions what a person at the host does, and when
 * @param expectations what must be true of the run
 * @param permits the invariants that it breaks by design, such as {@code H1} where the host does
 *     not fence
 * @param limitMillis the run ends at this time at the latest
 */
public record Scenario(
    String id,
    Group group,
    String title,
    String summary,
    long seed,
    HostSettings host,
    TargetSettings target,
    List<PathSettings> paths,
    WorkloadSettings workload,
    List<WorkloadSettings> workloads,
    List<HostSetup> hosts,
    List<ScheduledFault> faults,
    List<ScheduledAction> actions,
    List<Expectation> expectations,
    List<String> permits,
    long limitMillis) {

  /** The parts of the library, in the order in which people should see them. */
  public enum Group {
    /** The four main rows of the test report. */
    MAIN,
    /** The targeted tests of the report: one feature each. */
    TARGETED,
    /** Further cases, which the report does not have. */
    FURTHER,
    /** A person's own. */
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

  /** Every host, the first one first. */
  public List<HostSetup> allHosts() {
    return Stream.concat(Stream.of(new HostSetup(host, paths, workload)), hosts.stream()).toList();
  }

  /** The names of the controllers of all hosts, in the order of {@link #allPaths}. */
  public List<String> devices() {
    return allHosts().stream().flatMap(each -> each.devices().stream()).toList();
  }

  /** The paths of all hosts, host by host. */
  public List<PathSettings> allPaths() {
    return allHosts().stream().flatMap(each -> each.paths().stream()).toList();
  }

  /** The same host, paths and workload on another target. */
  public Scenario on(
      TargetSettings newTarget,
      HostSettings newHost,
      List<PathSettings> newPaths,
      WorkloadSettings newWorkload,
      long newLimitMillis) {
    return new Scenario(
        id,
        group,
        title,
        summary,
        seed,
        newHost,
        newTarget,
        newPaths,
        newWorkload,
        workloads,
        hosts,
        faults,
        actions,
        expectations,
        permits,
        newLimitMillis);
  }

  /** The same, of which other things are expected. */
  public Scenario expecting(List<Expectation> newExpectations) {
    return new Scenario(
        id,
        group,
        title,
        summary,
        seed,
        host,
        target,
        paths,
        workload,
        workloads,
        hosts,
        faults,
        actions,
        newExpectations,
        permits,
        limitMillis);
  }

  /** The same with another seed. */
  public Scenario withSeed(long newSeed) {
    return new Scenario(
        id,
        group,
        title,
        summary,
        newSeed,
        host,
        target,
        paths,
        workload,
        workloads,
        hosts,
        faults,
        actions,
        expectations,
        permits,
        limitMillis);
  }

  /** The same with other faults and actions. */
  public Scenario withScript(List<ScheduledFault> newFaults, List<ScheduledAction> newActions) {
    return new Scenario(
        id,
        group,
        title,
        summary,
        seed,
        host,
        target,
        paths,
        workload,
        workloads,
        hosts,
        newFaults,
        newActions,
        expectations,
        permits,
        limitMillis);
  }
}
