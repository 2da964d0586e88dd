package dev.fenceline.verify.invariant;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.value.Rule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** H9. A late answer of a copy that has failed over is dropped and counted, not reported again. */
public final class EndsOnce implements Invariant {
  private final Set<Long> operations = new HashSet<>();
  private final Map<Lane, Set<Integer>> commands = new HashMap<>();

  @Override
  public Rule.Invariant rule() {
    return Rule.Invariant.H9;
  }

  @Override
  public Set<Class<? extends Detail>> watches() {
    return Set.of(
        IoEvent.Submitted.class,
        IoEvent.Ended.class,
        CommandEvent.Submitted.class,
        CommandEvent.Completed.class,
        CommandEvent.Cancelled.class);
  }

  @Override
  public @Nullable Breach check(Event event) {
    return switch (event.detail()) {
      case IoEvent.Submitted submitted -> {
        operations.add(submitted.operation());
        yield null;
      }
      case IoEvent.Ended ended ->
          operations.remove(ended.operation())
              ? null
              : Breach.by(
                      event,
                      "Operation %d ended, and it was not in progress".formatted(ended.operation()))
                  .of(ended.operation());
      case CommandEvent.Submitted command -> {
        commands(event).add(key(command));
        yield null;
      }
      case CommandEvent.Completed command -> ended(event, command);
      case CommandEvent.Cancelled command -> ended(event, command);
      default -> null;
    };
  }

  private @Nullable Breach ended(Event event, CommandEvent command) {
    return commands(event).remove(key(command))
        ? null
        : Breach.by(
            event,
            "Command %04xh of queue %d of %s ended, and it was not in progress"
                .formatted(command.cid(), command.qid(), event.lane().name()));
  }

  private Set<Integer> commands(Event event) {
    return commands.computeIfAbsent(event.lane(), _ -> new HashSet<>());
  }

  private static int key(CommandEvent command) {
    return command.qid() << Short.SIZE | command.cid();
  }
}
