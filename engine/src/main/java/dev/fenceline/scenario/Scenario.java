package dev.fenceline.scenario;

import java.util.List;
import java.util.stream.IntStream;

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
    faults = List.copyOf(faults);
    actions = List.copyOf(actions);
    expectations = List.copyOf(expectations);
    permits = List.copyOf(permits);
  }

  /** The names of the host's controllers, such as nvme3 and nvme4, in the order of the paths. */
  public List<String> devices() {
    return IntStream.range(0, paths.size())
        .mapToObj(i -> "nvme" + (host.firstDevice() + i))
        .toList();
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
        faults,
        actions,
        expectations,
        permits,
        limitMillis);
  }
}
