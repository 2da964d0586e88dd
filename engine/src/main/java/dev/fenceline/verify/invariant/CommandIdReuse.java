package dev.fenceline.verify.invariant;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.value.Rule;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** H15. An answer to the old command would be mistaken for the answer to the new one. */
public final class CommandIdReuse implements Invariant {
  /** A command identifier, with its generation, on one queue. */
  private record Id(Lane lane, int qid, int cid) {}

  private final Map<Id, Long> open = new HashMap<>();

  @Override
  public Rule.Invariant rule() {
    return Rule.Invariant.H15;
  }

  @Override
  public Set<Class<? extends Detail>> watches() {
    return Set.of(
        CommandEvent.Submitted.class, CommandEvent.Completed.class, CommandEvent.Cancelled.class);
  }

  @Override
  public @Nullable Breach check(Event event) {
    return switch (event.detail()) {
      case CommandEvent.Submitted it -> {
        Long before = open.put(new Id(event.lane(), it.qid(), it.cid()), event.sequence());
        yield before == null
            ? null
            : Breach.by(
                    event,
                    ("Command identifier %04xh of queue %d of %s is used again before the command"
                            + " that had it ended")
                        .formatted(it.cid(), it.qid(), event.lane().name()))
                .after(before);
      }
      case CommandEvent.Completed it -> ended(event, it);
      case CommandEvent.Cancelled it -> ended(event, it);
      default -> null;
    };
  }

  private @Nullable Breach ended(Event event, CommandEvent command) {
    open.remove(new Id(event.lane(), command.qid(), command.cid()));
    return null;
  }
}
