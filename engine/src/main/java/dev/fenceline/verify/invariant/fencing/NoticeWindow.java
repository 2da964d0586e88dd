package dev.fenceline.verify.invariant.fencing;

import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.value.Rule;
import dev.fenceline.timeline.Text;
import dev.fenceline.verify.invariant.Breach;
import dev.fenceline.verify.invariant.Instances;
import dev.fenceline.verify.invariant.Invariant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** T6. The hold of the host depends on it (TP4129). */
public final class NoticeWindow implements Invariant {
  private static final int KATOS = 2;

  /** The coarsest KAS in use, plus the delay of a busy machine on the real clock. */
  private static final long LATE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Instances instances;
  private final Map<Lane, Long> acceptedNanos = new HashMap<>();

  public NoticeWindow(Instances instances) {
    this.instances = instances;
  }

  @Override
  public Rule.Invariant rule() {
    return Rule.Invariant.T6;
  }

  @Override
  public Set<Class<? extends Detail>> watches() {
    return Set.of(
        InstanceEvent.Ready.class,
        KeepAliveEvent.Accepted.class,
        KeepAliveEvent.Late.class,
        KeepAliveEvent.Lapsed.class);
  }

  @Override
  public @Nullable Breach check(Event event) {
    if (event.detail() instanceof InstanceEvent.Ready) {
      acceptedNanos.put(event.lane(), event.nanos());
      return null;
    }
    Instances.Instance instance = instances.find(event.lane());
    InstanceEvent.Ready ready = instance == null ? null : instance.ready();
    Long lastNanos = acceptedNanos.get(event.lane());
    if (ready == null || lastNanos == null) {
      return null; // the target's own events are missing
    }
    long katoNanos = TimeUnit.MILLISECONDS.toNanos(ready.katoMillis());
    return switch (event.detail()) {
      case KeepAliveEvent.Accepted _ -> {
        acceptedNanos.put(event.lane(), event.nanos());
        yield ready.trafficBased()
            ? null
            : within(event, "accepted a Keep Alive", event.nanos() - lastNanos, 0, katoNanos);
      }
      case KeepAliveEvent.Late _ ->
          within(event, "noticed", event.nanos() - lastNanos, katoNanos, KATOS * katoNanos);
      case KeepAliveEvent.Lapsed lapsed ->
          within(
              event,
              "noticed",
              event.nanos() - lapsed.lastAcceptedNanos(),
              katoNanos,
              KATOS * katoNanos);
      default -> null;
    };
  }

  private static @Nullable Breach within(
      Event event, String what, long sinceNanos, long fromNanos, long toNanos) {
    return sinceNanos >= fromNanos && sinceNanos <= toNanos + LATE_NANOS
        ? null
        : Breach.by(
            event,
            "Controller %s %s %s after its last Keep Alive or its start, which must be from %s to %s"
                .formatted(
                    event.lane().name(),
                    what,
                    Text.duration(sinceNanos),
                    Text.duration(fromNanos),
                    Text.duration(toNanos)));
  }
}
