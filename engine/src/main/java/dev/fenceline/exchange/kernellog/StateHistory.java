package dev.fenceline.exchange.kernellog;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.ControllerState;
import dev.fenceline.event.Detail;
import dev.fenceline.event.FencingEvent;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The states of a controller, of which its log tells only some: those between follow from the
 * transition table. What a first line presupposes was so before the log begins.
 */
final class StateHistory {
  private static final String BEFORE = "before the log begins";

  private final Sink sink;
  private @Nullable ControllerState state;
  private Recording.@Nullable Entry created;

  StateHistory(Sink sink) {
    this.sink = sink;
  }

  boolean isKnown() {
    return state != null;
  }

  boolean is(ControllerState other) {
    return state == other;
  }

  /** Where it connects to, once a line says so. */
  void address(String address) {
    if (created != null) {
      created.correct(new ControllerEvent.Created("", address));
    }
  }

  /**
   * If nothing is known of the controller yet, it was in this state when the log began, by way of a
   * failure where the state comes from one.
   */
  void presuppose(ControllerState expected) {
    if (state == ControllerState.DEAD) {
      advance(expected, "made anew");
    }
    if (state != null) {
      return;
    }
    created = sink.recordBefore(new ControllerEvent.Created("", ""));
    state = ControllerState.NEW;
    Consumer<Detail> before = sink::recordBefore;
    step(ControllerState.LIVE, "live " + BEFORE, before);
    if (expected != ControllerState.LIVE) {
      String why = "failed " + BEFORE;
      boolean fences = expected == ControllerState.FENCING;
      before.accept(new ControllerEvent.ErrorRecovery(why, fences, !fences, true));
      step(expected, why, before);
      if (fences) {
        before.accept(new FencingEvent.Started(why, 0, 0));
      }
    }
  }

  /** Goes to a state, through those between; one that is new or gone is made first. */
  void advance(ControllerState to, String reason) {
    if (state == null || state == ControllerState.DEAD) {
      created = sink.record(new ControllerEvent.Created("", ""));
      state = ControllerState.NEW;
    }
    step(to, reason, sink::record);
  }

  /** Nothing is known of it any more. */
  void forget(String reason) {
    if (state != null && state != ControllerState.DEAD) {
      step(ControllerState.DEAD, reason, sink::record);
    }
  }

  private void step(ControllerState to, String reason, Consumer<Detail> recorder) {
    ControllerState at = state;
    if (at == null) {
      return;
    }
    for (ControllerState next : at.wayTo(to)) {
      recorder.accept(new ControllerEvent.StateChanged(at, next, reason));
      at = next;
    }
    state = at;
  }
}
