package dev.fenceline.scenario;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A host with paths and a workload of its own. Where a subsystem has several hosts, their device
 * names must differ: see {@link HostSettings#firstDevice}.
 *
 * @param host the host; its NQN and ID tell it from the others
 * @param paths its paths, in the order in which it connects them; ports may be those of other hosts
 * @param workload what runs on them, on a namespace that no other workload uses
 */
public record HostSetup(HostSettings host, List<PathSettings> paths, WorkloadSettings workload) {
  public HostSetup {
    paths = List.copyOf(paths);
  }

  /** The names of its controllers, such as nvme3 and nvme4, in the order of the paths. */
  public List<String> devices() {
    return IntStream.range(0, paths.size())
        .mapToObj(i -> "nvme" + (host.firstDevice() + i))
        .toList();
  }
}
