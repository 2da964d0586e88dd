package dev.fenceline.verify.invariant.fencing;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.event.value.Rule;
import dev.fenceline.verify.invariant.Breach;
import dev.fenceline.verify.invariant.Controllers;
import dev.fenceline.verify.invariant.Invariant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** H3. A reset, a delete, a second failure, a healed path and late answers wait. */
public final class FencingOrder implements Invariant {
  private final Controllers controllers;
  private final Set<Lane> fencing = new HashSet<>();

  public FencingOrder(Controllers controllers) {
    this.controllers = controllers;
  }

  @Override
  public Rule.Invariant rule() {
    return Rule.Invariant.H3;
  }

  @Override
  public Set<Class<? extends Detail>> watches() {
    return Set.of(
        ControllerEvent.StateChanged.class,
        ControllerEvent.ErrorRecovery.class,
        FencingEvent.Started.class,
        FencingEvent.Ended.class);
  }

  @Override
  public @Nullable Breach check(Event event) {
    return switch (event.detail()) {
      case ControllerEvent.StateChanged changed -> changed(event, changed);
      case ControllerEvent.ErrorRecovery _ when controllers.of(event.lane()).isFenced() ->
          Breach.by(
              event,
              "Error recovery of %s began a second time while it was %s"
                  .formatted(event.lane().name(), controllers.of(event.lane()).state().word()));
      case FencingEvent.Started _ ->
          fencing.add(event.lane())
              ? null
              : Breach.by(event, "Fencing of %s began twice".formatted(event.lane().name()));
      case FencingEvent.Ended _ -> {
        fencing.remove(event.lane());
        yield null;
      }
      default -> null;
    };
  }

  private @Nullable Breach changed(Event event, ControllerEvent.StateChanged changed) {
    ControllerState from = changed.from();
    boolean inOrder =
        switch (from) {
          case FENCING -> changed.to() == ControllerState.FENCED && !fencing.contains(event.lane());
          case FENCED -> changed.to() == ControllerState.RESETTING;
          default -> true;
        };
    return inOrder
        ? null
        : Breach.by(
            event,
            "%s became %s from %s%s"
                .formatted(
                    event.lane().name(),
                    changed.to().word(),
                    from.word(),
                    fencing.contains(event.lane()) ? ", and fencing had not ended" : ""));
  }
}
