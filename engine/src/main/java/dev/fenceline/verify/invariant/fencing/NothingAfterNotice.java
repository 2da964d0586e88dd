package dev.fenceline.verify.invariant.fencing;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.value.Rule;
import dev.fenceline.verify.invariant.Breach;
import dev.fenceline.verify.invariant.Instances;
import dev.fenceline.verify.invariant.Invariant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** T7. */
public final class NothingAfterNotice implements Invariant {
  private record Command(Lane lane, int qid, int cid) {}

  private final Instances instances;
  private final Map<Command, Long> received = new HashMap<>();

  public NothingAfterNotice(Instances instances) {
    this.instances = instances;
  }

  @Override
  public Rule.Invariant rule() {
    return Rule.Invariant.T7;
  }

  @Override
  public Set<Class<? extends Detail>> watches() {
    return Set.of(
        CommandEvent.Received.class, CommandEvent.Executing.class, CommandEvent.Answered.class);
  }

  @Override
  public @Nullable Breach check(Event event) {
    return switch (event.detail()) {
      case CommandEvent.Received it -> {
        received.put(command(event, it), event.sequence());
        yield null;
      }
      case CommandEvent.Answered it -> {
        received.remove(command(event, it));
        yield null;
      }
      case CommandEvent.Executing it -> executing(event, received.get(command(event, it)));
      default -> null;
    };
  }

  private static Command command(Event event, CommandEvent command) {
    return new Command(event.lane(), command.qid(), command.cid());
  }

  private @Nullable Breach executing(Event event, @Nullable Long arrived) {
    Instances.Instance instance = instances.find(event.lane());
    Event noticed = instance == null ? null : instance.noticed();
    if (instance == null || noticed == null) {
      return null;
    }
    boolean allowed =
        instance.quietByNanos() == 0 && arrived != null && arrived < noticed.sequence();
    return allowed
        ? null
        : Breach.by(
                event,
                "A command went to media for controller %s after its loss was noticed"
                    .formatted(event.lane().name()))
            .after(noticed.sequence());
  }
}
