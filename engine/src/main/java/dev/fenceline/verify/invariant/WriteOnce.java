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

/** T9. */
public final class WriteOnce implements Invariant {
  private record Command(Lane lane, int qid, int cid) {}

  private final Map<Command, CommandEvent.Executing> atMedia = new HashMap<>();

  @Override
  public Rule.Invariant rule() {
    return Rule.Invariant.T9;
  }

  @Override
  public Set<Class<? extends Detail>> watches() {
    return Set.of(
        CommandEvent.Executing.class, CommandEvent.Executed.class, CommandEvent.Revoked.class);
  }

  @Override
  public @Nullable Breach check(Event event) {
    return switch (event.detail()) {
      case CommandEvent.Executing it -> {
        atMedia.put(new Command(event.lane(), it.qid(), it.cid()), it);
        yield null;
      }
      case CommandEvent.Revoked it -> {
        atMedia.remove(new Command(event.lane(), it.qid(), it.cid()));
        yield null;
      }
      case CommandEvent.Executed it -> executed(event, it);
      default -> null;
    };
  }

  private @Nullable Breach executed(Event event, CommandEvent.Executed executed) {
    CommandEvent.Executing begun =
        atMedia.remove(new Command(event.lane(), executed.qid(), executed.cid()));
    if (begun == null) {
      return Breach.by(
          event,
          "Command %04xh of controller %s took effect and was not at media"
              .formatted(executed.cid(), event.lane().name()));
    }
    return begun.lba() == executed.lba() && begun.blocks() == executed.blocks()
        ? null
        : Breach.by(
            event,
            ("Command %04xh of controller %s is for LBA %d, %d blocks and took effect at LBA %d, %d"
                    + " blocks")
                .formatted(
                    executed.cid(),
                    event.lane().name(),
                    begun.lba(),
                    begun.blocks(),
                    executed.lba(),
                    executed.blocks()));
  }
}
