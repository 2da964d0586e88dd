package dev.fenceline.verify.invariant.fencing;

import dev.fenceline.event.AenEvent;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.value.Rule;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.nvme.log.AsyncEvent;
import dev.fenceline.verify.invariant.Breach;
import dev.fenceline.verify.invariant.Invariant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** T5. An event is masked from the moment it occurred until its log page is read. */
public final class AenRearm implements Invariant {
  /**
   * The events of one controller by dword 0: those that were raised and are masked, and those not
   * yet sent.
   */
  private static final class Events {
    private final Map<Integer, Event> masked = new HashMap<>();
    private final Map<Integer, Integer> unsent = new HashMap<>();
  }

  private final Map<Lane, Events> events = new HashMap<>();

  @Override
  public Rule.Invariant rule() {
    return Rule.Invariant.T5;
  }

  @Override
  public Set<Class<? extends Detail>> watches() {
    return Set.of(
        AenEvent.Raised.class,
        AenEvent.Sent.class,
        CommandEvent.Received.class,
        InstanceEvent.Noticed.class,
        InstanceEvent.StateChanged.class);
  }

  @Override
  public @Nullable Breach check(Event event) {
    return switch (event.detail()) {
      case AenEvent.Raised raised -> raised(event, raised.dw0());
      case AenEvent.Sent sent ->
          of(event).unsent.merge(sent.dw0(), -1, Integer::sum) >= 0
              ? null
              : Breach.by(
                  event,
                  "Event %s was sent and had not occurred"
                      .formatted(AsyncEvent.of(sent.dw0()).hex()));
      case CommandEvent.Received received
          when received.qid() == 0 && received.opcode() == Opcode.Admin.GET_LOG_PAGE.code() -> {
        of(event).masked.clear(); // the page is not known, so any read may be the one
        yield null;
      }
      case InstanceEvent _ -> {
        events.remove(event.lane());
        yield null;
      }
      default -> null;
    };
  }

  private Events of(Event event) {
    return events.computeIfAbsent(event.lane(), _ -> new Events());
  }

  private @Nullable Breach raised(Event event, int dw0) {
    of(event).unsent.merge(dw0, 1, Integer::sum);
    Event before = of(event).masked.put(dw0, event);
    return before == null
        ? null
        : Breach.by(
                event,
                "Event %s of controller %s occurred again and no log page was read since"
                    .formatted(AsyncEvent.of(dw0).hex(), event.lane().name()))
            .after(before.sequence());
  }
}
