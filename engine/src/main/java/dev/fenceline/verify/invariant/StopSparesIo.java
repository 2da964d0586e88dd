package dev.fenceline.verify.invariant;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.value.Rule;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** H17. A user who disconnects one of two paths gives up the path, not the data on it. */
public final class StopSparesIo implements Invariant {
  private static final int STATUS_CODE_TYPE_SHIFT = 8;
  private static final int STATUS_CODE_TYPE_MASK = 7;
  private static final int MEDIA_ERROR = 2;

  private final Controllers controllers;
  private final Map<Long, Controllers.Controller> lastCopyOn = new HashMap<>();

  public StopSparesIo(Controllers controllers) {
    this.controllers = controllers;
  }

  @Override
  public Rule.Invariant rule() {
    return Rule.Invariant.H17;
  }

  @Override
  public Set<Class<? extends Detail>> watches() {
    return Set.of(CommandEvent.Submitted.class, IoEvent.Ended.class);
  }

  @Override
  public @Nullable Breach check(Event event) {
    return switch (event.detail()) {
      case CommandEvent.Submitted copy when copy.operation() > 0 -> {
        lastCopyOn.put(copy.operation(), controllers.of(event.lane()));
        yield null;
      }
      case IoEvent.Ended ended -> ended(event, ended, lastCopyOn.remove(ended.operation()));
      default -> null;
    };
  }

  private @Nullable Breach ended(
      Event event, IoEvent.Ended ended, Controllers.@Nullable Controller last) {
    boolean isMediaError =
        (ended.status() >> STATUS_CODE_TYPE_SHIFT & STATUS_CODE_TYPE_MASK) == MEDIA_ERROR;
    if (ended.status() == 0 || isMediaError || last == null || !last.isStoppedByHand()) {
      return null;
    }
    for (Controllers.Controller other : controllers.all()) {
      if (other != last && other.isLive() && other.hostNqn().equals(last.hostNqn())) {
        return Breach.by(
                event,
                "Operation %d failed with %03xh after %s had been stopped, while %s was live"
                    .formatted(ended.operation(), ended.status(), last.device(), other.device()))
            .of(ended.operation());
      }
    }
    return null;
  }
}
