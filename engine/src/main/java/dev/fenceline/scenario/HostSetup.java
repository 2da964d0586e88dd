package dev.fenceline.scenario;

import dev.fenceline.scenario.setting.Setting;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A host with paths and a workload of its own. Where a subsystem has several hosts, their device
 * names must differ: see {@link HostSettings#firstDevice}.
 */
public record HostSetup(
    @Setting(about = "the host; its NQN and ID tell it from the others") HostSettings host,
    @Setting(
            about =
                "its paths, in the order in which it connects them; ports may be those of other"
                    + " hosts",
            min = "1",
            max = "16")
        List<PathSettings> paths,
    @Setting(about = "what runs on them, on a namespace that no other workload uses")
        WorkloadSettings workload) {
  public HostSetup {
    paths = List.copyOf(paths);
  }

  /**
   * Returns the device names of its controllers, such as nvme3 and nvme4, in the order of the
   * paths.
   */
  public List<String> devices() {
    return IntStream.range(0, paths.size())
        .mapToObj(i -> "nvme" + (host.firstDevice() + i))
        .toList();
  }
}
