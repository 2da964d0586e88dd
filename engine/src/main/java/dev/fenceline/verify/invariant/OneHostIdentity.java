package dev.fenceline.verify.invariant;

import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.value.Rule;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** H13. A target treats a host with two identities as two hosts, and refuses its resets. */
public final class OneHostIdentity implements Invariant {
  private final Map<String, String> idOfNqn = new HashMap<>();
  private final Map<String, String> nqnOfId = new HashMap<>();

  @Override
  public Rule.Invariant rule() {
    return Rule.Invariant.H13;
  }

  @Override
  public Set<Class<? extends Detail>> watches() {
    return Set.of(InstanceEvent.Created.class);
  }

  @Override
  public @Nullable Breach check(Event event) {
    if (!(event.detail() instanceof InstanceEvent.Created created)) {
      return null;
    }
    String id = idOfNqn.computeIfAbsent(created.hostNqn(), _ -> created.hostId());
    String nqn = nqnOfId.computeIfAbsent(created.hostId(), _ -> created.hostNqn());
    return id.equals(created.hostId()) && nqn.equals(created.hostNqn())
        ? null
        : Breach.by(
            event,
            "Controller %d belongs to host %s with ID %s; it was host %s with ID %s before"
                .formatted(created.cntlid(), created.hostNqn(), created.hostId(), nqn, id));
  }
}
