package dev.fenceline.tap;

import dev.fenceline.event.Lane;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.Nqn;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The controller instances of all subsystems, by their controller IDs. */
final class InstanceStories implements InstanceStory.Others {
  /** A port of the target; {@code number} counts the paths. */
  record Port(int number) {}

  private record Id(Nqn subsystem, int cntlid) {}

  private final Scribe scribe;
  private final Map<Id, InstanceStory> latest = new HashMap<>();
  private final Map<Integer, Integer> generations = new HashMap<>();

  InstanceStories(Scribe scribe) {
    this.scribe = scribe;
  }

  /** Returns the scribe for events that belong to no instance. */
  Scribe subsystem() {
    return scribe.on(Lane.SUBSYSTEM);
  }

  /** Returns a new instance with this ID. An older instance with the same ID is gone. */
  InstanceStory create(Nqn subsystem, int cntlid) {
    Id id = new Id(subsystem, cntlid);
    InstanceStory old = latest.get(id);
    if (old != null) {
      old.replaced();
    }
    int generation = generations.merge(cntlid, 1, Integer::sum);
    Scribe own = scribe.on(Lane.target(cntlid, generation));
    InstanceStory made = new InstanceStory(own, cntlid, this);
    latest.put(id, made);
    return made;
  }

  /** Returns the latest instance with this ID; null if there is none. */
  @Nullable InstanceStory find(Nqn subsystem, int cntlid) {
    return latest.get(new Id(subsystem, cntlid));
  }

  @Override
  public @Nullable InstanceStory named(InstanceId instance) {
    for (InstanceStory story : latest.values()) {
      if (instance.isReported() && instance.equals(story.instance())) {
        return story;
      }
    }
    return null;
  }
}
