package dev.fenceline.verify.invariant.fencing;

import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.value.Rule;
import dev.fenceline.verify.invariant.Breach;
import dev.fenceline.verify.invariant.Instances;
import dev.fenceline.verify.invariant.Invariant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** T2. Success means that the commands have drained: the host retries as soon as it is notified. */
public final class DrainedBeforeSuccess implements Invariant {
  private static final int SUCCESS = 1;

  private final Instances instances;

  public DrainedBeforeSuccess(Instances instances) {
    this.instances = instances;
  }

  @Override
  public Rule.Invariant rule() {
    return Rule.Invariant.T2;
  }

  @Override
  public Set<Class<? extends Detail>> watches() {
    return Set.of(
        FencingEvent.TargetCompleted.class,
        FencingEvent.TargetImmediate.class,
        InstanceEvent.Gone.class);
  }

  @Override
  public @Nullable Breach check(Event event) {
    return switch (event.detail()) {
      case FencingEvent.TargetCompleted it when it.ccrStatus() == SUCCESS ->
          drained(event, instances.find(it.icid(), it.ciu()), "reset");
      case FencingEvent.TargetImmediate it ->
          drained(event, instances.find(it.impacted()), "reset");
      case InstanceEvent.Gone _ -> drained(event, instances.find(event.lane()), "gone");
      default -> null;
    };
  }

  private static @Nullable Breach drained(
      Event event, Instances.@Nullable Instance instance, String how) {
    if (instance == null || (instance.isGone() && instance.atMedia() == 0)) {
      return null;
    }
    return Breach.by(
        event,
        "Controller %s is said to be %s and %s"
            .formatted(
                instance.lane().name(),
                how,
                instance.atMedia() > 0
                    ? "has %d commands at media".formatted(instance.atMedia())
                    : "its record is not gone"));
  }
}
