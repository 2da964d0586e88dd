package dev.fenceline.subsystem;

import dev.fenceline.event.Cause;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.nvme.InstanceId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The controllers of a subsystem by their CNTLID, and the source of instance identities. The lowest
 * free CNTLID is reused, as in nvmet. The CIU of each CNTLID is incremented for each instance, so
 * that successive instances differ.
 */
final class ControllerIds {
  private final int first;
  private final int last;
  private final SplittableRandom random;
  private final TreeMap<Integer, TargetController> controllers = new TreeMap<>();
  private final Map<Integer, Integer> generations = new HashMap<>();
  private final Map<Integer, Integer> uniquifiers = new HashMap<>();

  /** Assigns CNTLIDs from {@code first} to {@code last}. */
  ControllerIds(int first, int last, SplittableRandom random) {
    this.first = first;
    this.last = last;
    this.random = random;
  }

  /** Returns a new controller for a host, with the lowest free CNTLID; empty if there is none. */
  Optional<TargetController> create(
      SubsystemContext environment, ControllerOwner home, Association host, Cause cause) {
    int cntlid = first;
    while (controllers.containsKey(cntlid)) {
      cntlid++;
    }
    if (cntlid > last) {
      return Optional.empty();
    }
    Lane lane = Lane.target(cntlid, generations.merge(cntlid, 1, Integer::sum));
    TargetController controller = new TargetController(environment, home, cntlid, lane, host);
    controllers.put(cntlid, controller);
    environment
        .recorder()
        .record(
            lane,
            cause,
            new InstanceEvent.Created(
                cntlid, host.port(), host.host().value(), host.hostId().toString()));
    return Optional.of(controller);
  }

  /** Returns a new identity for a controller that becomes ready (reference 5.5). */
  InstanceId nextInstance(int cntlid) {
    int ciu =
        uniquifiers.merge(
            cntlid, 1 + random.nextInt(255), (previous, _) -> InstanceId.nextCiu(previous));
    long cirn = random.nextLong();
    return new InstanceId(cntlid, ciu, cirn == 0 ? 1 : cirn);
  }

  void remove(int cntlid) {
    controllers.remove(cntlid);
  }

  Optional<TargetController> find(int cntlid) {
    return Optional.ofNullable(controllers.get(cntlid));
  }

  /** Returns all live and quiescing controllers, by CNTLID. */
  Collection<TargetController> all() {
    return controllers.values();
  }
}
