package dev.fenceline.verify.invariant;

import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.value.Rule;
import dev.fenceline.nvme.InstanceId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** T3. A reset that names a dead instance must never hit a living one. */
public final class UniqueTriples implements Invariant {
  private final Instances instances;
  private final Set<Long> randomNumbers = new HashSet<>();
  private final Map<Integer, Integer> uniquifiers = new HashMap<>();

  public UniqueTriples(Instances instances) {
    this.instances = instances;
  }

  @Override
  public Rule.Invariant rule() {
    return Rule.Invariant.T3;
  }

  @Override
  public Set<Class<? extends Detail>> watches() {
    return Set.of(InstanceEvent.Created.class, InstanceEvent.Ready.class);
  }

  @Override
  public @Nullable Breach check(Event event) {
    return switch (event.detail()) {
      case InstanceEvent.Created created -> created(event, created);
      case InstanceEvent.Ready ready -> ready(event, ready.instance());
      default -> null;
    };
  }

  private @Nullable Breach created(Event event, InstanceEvent.Created created) {
    String thisId = Integer.toString(created.cntlid());
    for (Instances.Instance other : instances.all()) {
      if (!other.isGone()
          && !other.lane().equals(event.lane())
          && other.lane().plainName().equals(thisId)) {
        return Breach.by(
            event,
            "CNTLID %d was given out again while its controller %s has a record"
                .formatted(created.cntlid(), other.lane().name()));
      }
    }
    return null;
  }

  private @Nullable Breach ready(Event event, InstanceId id) {
    if (id.ciu() == 0 || id.cirn() == 0) {
      return Breach.by(event, "Instance %s has a CIU or CIRN of zero".formatted(id));
    }
    Integer before = uniquifiers.put(id.cntlid(), id.ciu());
    boolean isNew = randomNumbers.add(id.cirn()) && (before == null || before != id.ciu());
    return isNew
        ? null
        : Breach.by(event, "Instance %s has the CIU or CIRN of an earlier one".formatted(id));
  }
}
