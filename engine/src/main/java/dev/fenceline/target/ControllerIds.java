package dev.fenceline.target;

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
 * The controllers of a subsystem by their CNTLID, and what makes each life of one unlike every
 * other. The lowest free CNTLID is given out again, as nvmet does; the CIU is kept for each CNTLID
 * and goes on counting, so that two instances of one CNTLID never share it.
 */
final class ControllerIds {
  private final int first;
  private final int last;
  private final SplittableRandom random;
  private final TreeMap<Integer, TargetController> controllers = new TreeMap<>();
  private final Map<Integer, Integer> generations = new HashMap<>();
  private final Map<Integer, Integer> uniquifiers = new HashMap<>();

  /** Gives out CNTLIDs from {@code first} to {@code last}. */
  ControllerIds(int first, int last, SplittableRandom random) {
    this.first = first;
    this.last = last;
    this.random = random;
  }

  /** A new controller for a host, with the lowest free CNTLID; empty if there is none. */
  Optional<TargetController> create(
      Environment environment, Home home, Association host, long cause) {
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

  /** A new identity for a controller that becomes ready (reference 5.5). */
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

  /** All that have a record: living and quiescing, by CNTLID. */
  Collection<TargetController> all() {
    return controllers.values();
  }
}
