package dev.fenceline.verify.invariant;

import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.value.Rule;
import dev.fenceline.timeline.Text;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** H14. */
public final class ReconnectDelay implements Invariant {
  private final Map<Lane, Event> scheduled = new HashMap<>();

  @Override
  public Rule.Invariant rule() {
    return Rule.Invariant.H14;
  }

  @Override
  public Set<Class<? extends Detail>> watches() {
    return Set.of(ReconnectEvent.Scheduled.class, ReconnectEvent.Attempted.class);
  }

  @Override
  public @Nullable Breach check(Event event) {
    return switch (event.detail()) {
      case ReconnectEvent.Scheduled _ -> {
        scheduled.put(event.lane(), event);
        yield null;
      }
      case ReconnectEvent.Attempted attempted -> attempted(event, attempted);
      default -> null;
    };
  }

  private @Nullable Breach attempted(Event event, ReconnectEvent.Attempted attempted) {
    if (attempted.maxAttempts() >= 0 && attempted.attempt() > attempted.maxAttempts()) {
      return Breach.by(
          event,
          "%s makes attempt %d of %d"
              .formatted(event.lane().name(), attempted.attempt(), attempted.maxAttempts()));
    }
    Event before = scheduled.remove(event.lane());
    if (before == null || !(before.detail() instanceof ReconnectEvent.Scheduled delay)) {
      return null; // the beginning of the log is missing
    }
    long waitedNanos = event.nanos() - before.nanos();
    return waitedNanos >= TimeUnit.MILLISECONDS.toNanos(delay.delayMillis())
        ? null
        : Breach.by(
                event,
                "%s tries to connect again after %s, its delay is %d ms"
                    .formatted(
                        event.lane().name(), Text.duration(waitedNanos), delay.delayMillis()))
            .after(before.sequence());
  }
}
