package dev.fenceline.lab;

import dev.fenceline.host.Host;
import dev.fenceline.host.controller.HostController;
import dev.fenceline.host.multipath.BlockDevice;
import dev.fenceline.workload.StampedWorkload;
import java.util.ArrayList;
import java.util.List;

/**
 * One workload with the host that runs it.
 *
 * @param nsid the namespace, which is used by no other workload of the run
 */
record Load(Host host, int nsid, StampedWorkload workload) {
  /** Reports whether a path exists over which its blocks can be read. */
  boolean isReadable() {
    return host.controllers().stream().anyMatch(each -> each.reaches(nsid));
  }

  /**
   * Reads every block back over each path that is live now and reaches the namespace (ANA).
   *
   * @param done called once, when every read has ended
   */
  void readBack(Runnable done) {
    List<BlockDevice> devices = new ArrayList<>();
    for (HostController controller : host.controllers()) {
      if (controller.reaches(nsid)) {
        devices.add(host.pathDevice(controller, nsid));
      }
    }
    workload.readBack(devices, done);
  }
}
