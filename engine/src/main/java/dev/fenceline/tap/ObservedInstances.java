package dev.fenceline.tap;

import dev.fenceline.event.Lane;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.Nqn;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The controller instances of all subsystems, by their controller IDs. */
final class ObservedInstances implements ObservedInstance.Others {
  /** A port of the target; {@code number} counts the paths. */
  record Port(int number) {}

  private record Id(Nqn subsystem, int cntlid) {}

  private final LaneRecorder recorder;
  private final Map<Id, ObservedInstance> latest = new HashMap<>();
  private final Map<Integer, Integer> generations = new HashMap<>();

  ObservedInstances(LaneRecorder recorder) {
    this.recorder = recorder;
  }

  /** Returns the recorder for events that do not belong to an instance. */
  LaneRecorder subsystem() {
    return recorder.on(Lane.SUBSYSTEM);
  }

  /** Returns a new instance with this ID. An older instance with the same ID is gone. */
  ObservedInstance create(Nqn subsystem, int cntlid) {
    Id id = new Id(subsystem, cntlid);
    ObservedInstance old = latest.get(id);
    if (old != null) {
      old.replaced();
    }
    int generation = generations.merge(cntlid, 1, Integer::sum);
    LaneRecorder own = recorder.on(Lane.target(cntlid, generation));
    ObservedInstance made = new ObservedInstance(own, cntlid, this);
    latest.put(id, made);
    return made;
  }

  /** Returns the latest instance with this ID; null if there is none. */
  @Nullable ObservedInstance find(Nqn subsystem, int cntlid) {
    return latest.get(new Id(subsystem, cntlid));
  }

  @Override
  public @Nullable ObservedInstance named(InstanceId instance) {
    for (ObservedInstance each : latest.values()) {
      if (instance.isReported() && instance.equals(each.instance())) {
        return each;
      }
    }
    return null;
  }
}
