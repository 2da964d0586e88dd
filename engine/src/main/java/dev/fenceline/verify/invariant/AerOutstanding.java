package dev.fenceline.verify.invariant;

import dev.fenceline.event.AenEvent;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.nvme.AsyncEvent;
import dev.fenceline.nvme.LogPageRequest;
import dev.fenceline.nvme.Opcode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * H12. Without a request at the target the next event waits for ever. It is looked at when a Keep
 * Alive is answered: then everything that was sent long before is answered too.
 */
final class AerOutstanding implements Invariant {
  private static final long LONG_BEFORE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int NONE = -1;

  /** The asynchronous events of one controller. */
  private static final class Events {
    private int requestCid = NONE;
    private int unread;
    private long unreadSinceNanos;
  }

  private final Controllers controllers;
  private final Map<Lane, Events> events = new HashMap<>();

  AerOutstanding(Controllers controllers) {
    this.controllers = controllers;
  }

  @Override
  public String id() {
    return "H12";
  }

  @Override
  public String rule() {
    return "A LIVE controller has exactly one Asynchronous Event Request out, and each CCR event is"
        + " followed by a read of the log with RAE 0.";
  }

  @Override
  public Set<Class<? extends Detail>> watches() {
    return Set.of(
        CommandEvent.Submitted.class,
        CommandEvent.Completed.class,
        CommandEvent.Cancelled.class,
        AenEvent.Received.class,
        AenEvent.LogRead.class,
        KeepAliveEvent.Answered.class);
  }

  @Override
  public @Nullable Breach check(Event event) {
    return switch (event.detail()) {
      case CommandEvent.Submitted it
          when it.qid() == 0 && it.opcode() == Opcode.Admin.ASYNC_EVENT.code() ->
          requested(event, it.cid());
      case CommandEvent.Completed it when it.qid() == 0 -> {
        Events here = of(event);
        here.requestCid = here.requestCid == it.cid() ? NONE : here.requestCid;
        yield null;
      }
      case CommandEvent.Cancelled it when it.qid() == 0 -> {
        events.remove(event.lane()); // the association is no more, and its events with it
        yield null;
      }
      case AenEvent.Received it when AsyncEvent.of(it.dw0()).equals(AsyncEvent.CCR_COMPLETED) -> {
        Events here = of(event);
        here.unread++;
        here.unreadSinceNanos = event.nanos();
        yield null;
      }
      case AenEvent.LogRead it when it.logPage() == LogPageRequest.LID_CCR && !it.retainEvent() -> {
        of(event).unread = 0;
        yield null;
      }
      case KeepAliveEvent.Answered it -> answered(event, it);
      default -> null;
    };
  }

  private Events of(Event event) {
    return events.computeIfAbsent(event.lane(), _ -> new Events());
  }

  private @Nullable Breach requested(Event event, int cid) {
    Events here = of(event);
    boolean twice = here.requestCid != NONE;
    here.requestCid = cid;
    return twice
        ? Breach.by(
            event, "%s has two Asynchronous Event Requests out".formatted(event.lane().name()))
        : null;
  }

  private @Nullable Breach answered(Event event, KeepAliveEvent.Answered keepAlive) {
    if (!controllers.of(event.lane()).isLive()) {
      return null;
    }
    Events here = of(event);
    long sentNanos = event.nanos() - keepAlive.roundTripNanos();
    if (here.unread > 0 && sentNanos - here.unreadSinceNanos > LONG_BEFORE_NANOS) {
      return Breach.by(
          event,
          "%s was told of a CCR event and has not read the log".formatted(event.lane().name()));
    }
    return here.requestCid == NONE
        ? Breach.by(
            event,
            "%s is LIVE and has no Asynchronous Event Request out".formatted(event.lane().name()))
        : null;
  }
}
