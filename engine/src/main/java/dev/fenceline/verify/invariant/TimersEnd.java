package dev.fenceline.verify.invariant;

import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.TimerEvent;
import dev.fenceline.event.value.Rule;
import dev.fenceline.timeline.Text;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** H16. If a wait never ends, the controller never comes back. */
public final class TimersEnd implements Invariant {
  /** The largest delay of a timer on the real clock of a busy machine. */
  private static final long LATE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long NEVER_NANOS = Long.MAX_VALUE - LATE_NANOS;

  /** The policy that limits the wait for one reset to T. The versions of the series do not. */
  private static final String OURS = "best";

  private final Map<Long, Event> armed = new LinkedHashMap<>();
  private final Map<Lane, Long> deadlineNanos = new HashMap<>();
  private final Map<Lane, Event> waiting = new HashMap<>();

  @Override
  public Rule.Invariant rule() {
    return Rule.Invariant.H16;
  }

  @Override
  public Set<Class<? extends Detail>> watches() {
    return Set.of(
        TimerEvent.class,
        FencingEvent.Started.class,
        FencingEvent.CcrIssued.class,
        FencingEvent.CcrEnded.class,
        RunEvent.Reached.class);
  }

  @Override
  public @Nullable Breach check(Event event) {
    return switch (event.detail()) {
      case TimerEvent.Armed _ -> {
        armed.put(event.sequence(), event);
        yield null;
      }
      case TimerEvent.Fired fired -> fired(event, fired);
      case TimerEvent.Cancelled cancelled ->
          armed.remove(event.cause().sequence()) == null
              ? Breach.by(
                  event,
                  "The timer \"%s\" was cancelled and was not running".formatted(cancelled.timer()))
              : null;
      case FencingEvent.Started started -> {
        boolean isOurs = OURS.equals(started.policy());
        deadlineNanos.put(event.lane(), isOurs ? started.deadlineNanos() : NEVER_NANOS);
        yield null;
      }
      case FencingEvent.CcrIssued _ -> {
        waiting.put(event.lane(), event);
        yield null;
      }
      case FencingEvent.CcrEnded _ -> {
        waiting.remove(event.lane());
        yield waitedTooLong(event.lane(), event);
      }
      case RunEvent.Reached _ -> overdue(event);
      default -> null;
    };
  }

  private @Nullable Breach fired(Event event, TimerEvent.Fired fired) {
    Event arming = armed.remove(event.cause().sequence());
    if (arming == null || !(arming.detail() instanceof TimerEvent.Armed timer)) {
      return Breach.by(
          event, "The timer \"%s\" fired and was not running".formatted(fired.timer()));
    }
    return event.nanos() >= timer.dueNanos() && event.nanos() <= timer.dueNanos() + LATE_NANOS
        ? null
        : Breach.by(
                event,
                "The timer \"%s\" was due at %s and fired at %s"
                    .formatted(
                        fired.timer(), Text.moment(timer.dueNanos()), Text.moment(event.nanos())))
            .after(arming.sequence());
  }

  private @Nullable Breach waitedTooLong(Lane lane, Event now) {
    long untilNanos = deadlineNanos.getOrDefault(lane, NEVER_NANOS);
    return now.nanos() <= untilNanos + LATE_NANOS
        ? null
        : Breach.by(
            now,
            "%s waited for a reset until %s, T ended at %s"
                .formatted(lane.name(), Text.moment(now.nanos()), Text.moment(untilNanos)));
  }

  private @Nullable Breach overdue(Event event) {
    for (Event arming : armed.values()) {
      if (arming.detail() instanceof TimerEvent.Armed timer
          && event.nanos() > timer.dueNanos() + LATE_NANOS) {
        return Breach.by(
                event,
                "The timer \"%s\" of %s was due at %s and has neither fired nor been cancelled"
                    .formatted(timer.timer(), arming.lane().name(), Text.moment(timer.dueNanos())))
            .after(arming.sequence());
      }
    }
    for (Lane lane : waiting.keySet()) {
      Breach late = waitedTooLong(lane, event);
      if (late != null) {
        return late;
      }
    }
    return null;
  }
}
