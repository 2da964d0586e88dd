package dev.fenceline.verify.invariant.fencing;

import dev.fenceline.event.AenEvent;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.value.Rule;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.nvme.log.AsyncEvent;
import dev.fenceline.nvme.log.LogPageRequest;
import dev.fenceline.verify.invariant.Breach;
import dev.fenceline.verify.invariant.Controllers;
import dev.fenceline.verify.invariant.Invariant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * H12. Without a request at the target the next event waits for ever. The check takes place when a
 * Keep Alive is answered: everything that was sent long before is answered by then.
 */
public final class AerOutstanding implements Invariant {
  private static final long LONG_BEFORE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** The number of commands that a host may send in sequence before it sends its request again. */
  private static final int ROUND_TRIPS = 8;

  private static final int NONE = -1;

  /** The asynchronous events of one association of a controller. */
  private static final class Events {
    private final int association;
    private int requestCid = NONE;
    private long noRequestSinceNanos;
    private int unread;
    private long unreadSinceNanos;

    Events(int association) {
      this.association = association;
    }
  }

  private final Controllers controllers;
  private final Map<Lane, Events> events = new HashMap<>();

  public AerOutstanding(Controllers controllers) {
    this.controllers = controllers;
  }

  @Override
  public Rule.Invariant rule() {
    return Rule.Invariant.H12;
  }

  @Override
  public Set<Class<? extends Detail>> watches() {
    return Set.of(
        CommandEvent.Submitted.class,
        CommandEvent.Completed.class,
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
        if (here.requestCid == it.cid()) {
          here.requestCid = NONE;
          here.noRequestSinceNanos = event.nanos();
        }
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

  /**
   * Returns the events of the association. A new association begins without the unread events of
   * the previous one.
   */
  private Events of(Event event) {
    int association = controllers.of(event.lane()).association();
    return events.compute(
        event.lane(),
        (_, known) ->
            known == null || known.association != association ? new Events(association) : known);
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
    Controllers.Controller controller = controllers.of(event.lane());
    if (!controller.isLive()) {
      return null;
    }
    Events here = of(event);
    long sentNanos = event.nanos() - keepAlive.roundTripNanos();
    long longBeforeNanos =
        sentNanos - Math.max(LONG_BEFORE_NANOS, ROUND_TRIPS * keepAlive.roundTripNanos());
    if (here.unread > 0 && here.unreadSinceNanos < longBeforeNanos) {
      return Breach.by(
          event,
          "%s was told of a CCR event and has not read the log".formatted(event.lane().name()));
    }
    boolean missing =
        here.requestCid == NONE
            && Math.max(here.noRequestSinceNanos, controller.liveSinceNanos()) < longBeforeNanos;
    return missing
        ? Breach.by(
            event,
            "%s is LIVE and has no Asynchronous Event Request out".formatted(event.lane().name()))
        : null;
  }
}
