package dev.fenceline.tap;

import dev.fenceline.event.Cause;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.value.ControllerState;
import org.jspecify.annotations.Nullable;

/** The state of one host controller. Records every state change. */
final class HostState {
  private final LaneRecorder recorder;
  private @Nullable ControllerState current;

  HostState(LaneRecorder recorder) {
    this.recorder = recorder;
  }

  /** Returns the state; null before the controller has been created. */
  @Nullable ControllerState current() {
    return current;
  }

  boolean is(ControllerState other) {
    return current == other;
  }

  /** Creates the controller, or recreates it after it was removed. */
  void create(ControllerEvent.Created created) {
    boolean isFirst = current == null;
    begin(created, isFirst ? "connecting, newly created" : "created again");
  }

  /** Connects the controller again, which may be the same one as before or a new one. */
  void returns(ControllerEvent.Returned returned) {
    begin(returned, "connects again");
  }

  private void begin(ControllerEvent how, String reason) {
    current = ControllerState.NEW;
    recorder.record(Cause.NONE, how);
    become(ControllerState.CONNECTING, reason, Cause.NONE);
  }

  /**
   * Changes the state, passing through the intermediate states that the traffic does not show.
   * Returns the last change, or {@code cause} if there was none.
   */
  Cause become(ControllerState to, String reason, Cause cause) {
    ControllerState from = current == null ? ControllerState.NEW : current;
    Cause last = cause;
    for (ControllerState next : from.wayTo(to)) {
      last = recorder.record(last, new ControllerEvent.StateChanged(from, next, reason));
      from = next;
    }
    current = from;
    return last;
  }
}
