package dev.fenceline.verify.invariant.fencing;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.event.value.Rule;
import dev.fenceline.verify.invariant.Breach;
import dev.fenceline.verify.invariant.Invariant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** H10. A request that is neither held, nor sent again, nor failed is lost. */
public final class HeldSetEmptied implements Invariant {
  /** The operation of a request of a real host, which cannot be followed. */
  private static final long NOT_KNOWN = 0;

  /** The command that carries a held copy. */
  private record Command(int qid, int cid) {}

  private static final class Held {
    private final Map<Long, Command> copies = new TreeMap<>();
    private final SortedSet<Long> released = new TreeSet<>();
  }

  private final Map<Lane, Held> held = new HashMap<>();

  @Override
  public Rule.Invariant rule() {
    return Rule.Invariant.H10;
  }

  @Override
  public Set<Class<? extends Detail>> watches() {
    return Set.of(
        IoEvent.Held.class,
        IoEvent.Released.class,
        IoEvent.FailedOver.class,
        IoEvent.Requeued.class,
        IoEvent.Refused.class,
        IoEvent.Ended.class,
        CommandEvent.Completed.class,
        ControllerEvent.StateChanged.class);
  }

  @Override
  public @Nullable Breach check(Event event) {
    switch (event.detail()) {
      case IoEvent.Held it -> {
        if (it.operation() != NOT_KNOWN) {
          held.computeIfAbsent(event.lane(), _ -> new Held())
              .copies
              .put(it.operation(), new Command(it.qid(), it.cid()));
        }
      }
      case IoEvent.Released it -> {
        Held here = held.get(event.lane());
        if (here != null && here.copies.remove(it.operation()) != null) {
          here.released.add(it.operation());
        }
      }
      case CommandEvent.Completed it -> {
        Held here = held.get(event.lane());
        if (here != null) {
          here.copies.values().remove(new Command(it.qid(), it.cid()));
        }
      }
      case IoEvent.FailedOver it -> settled(it.operation());
      case IoEvent.Requeued it -> settled(it.operation());
      case IoEvent.Refused it -> settled(it.operation());
      case IoEvent.Ended it -> settled(it.operation());
      case ControllerEvent.StateChanged it when it.to() == ControllerState.CONNECTING -> {
        return connecting(event);
      }
      default -> {}
    }
    return null;
  }

  private void settled(long operation) {
    held.values().forEach(each -> each.released.remove(operation));
  }

  private @Nullable Breach connecting(Event event) {
    Held here = held.remove(event.lane());
    if (here == null || (here.copies.isEmpty() && here.released.isEmpty())) {
      return null;
    }
    SortedSet<Long> left = new TreeSet<>(here.copies.keySet());
    left.addAll(here.released);
    return Breach.by(
            event,
            "%s begins to connect again and %d operations that it held are left over, such as %d"
                .formatted(event.lane().name(), left.size(), left.first()))
        .of(left.first());
  }
}
