package dev.fenceline.exchange.kernellog;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.value.ControllerState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The states of a controller, only some of which its log shows. The states between follow from the
 * transition table. The state that the first line implies was entered before the log begins.
 */
final class StateHistory {
  private static final String BEFORE = "before the log begins";

  private final Sink sink;
  private @Nullable ControllerState state;
  private Recording.@Nullable Entry created;

  /** The events that the last advance recorded, and the state before that advance. */
  private final List<Recording.Entry> lastSteps = new ArrayList<>();

  private @Nullable ControllerState stateBefore;

  /**
   * Events that are valid only if the controller connects for the first time, kept until the log
   * shows whether it does.
   */
  private final List<Recording.Entry> undecided = new ArrayList<>();

  private boolean isFirst;

  /**
   * Creates a history without any known state.
   *
   * @param isMadeAnew whether it began after the log did, so that it has no earlier state
   */
  StateHistory(Sink sink, boolean isMadeAnew) {
    this.sink = sink;
    state = isMadeAnew ? ControllerState.DEAD : null;
  }

  boolean isKnown() {
    return state != null;
  }

  boolean is(ControllerState other) {
    return state == other;
  }

  /**
   * Reports whether the controller has not been live since it was created, as far as the log shows.
   */
  boolean isFirst() {
    return isFirst;
  }

  /** Reports whether it is unknown if the controller connects for the first time or again. */
  boolean isUndecided() {
    return !undecided.isEmpty();
  }

  /**
   * Notes that the controller connects although no earlier line names it. Later lines show whether
   * it connects for the first time.
   */
  void connectsUnknown() {
    if (state == null) {
      created = sink.record(new ControllerEvent.Created("", ""));
      undecided.add(created);
      state = ControllerState.NEW;
      isFirst = true;
      step(ControllerState.CONNECTING, "connecting", detail -> undecided.add(sink.record(detail)));
    }
  }

  /** Sets the address to which the controller connects, once a line contains it. */
  void address(String address) {
    if (created != null) {
      created.correct(new ControllerEvent.Created("", address));
    }
  }

  /**
   * Sets the state at the beginning of the log, if no state is known yet. If the state follows from
   * a failure, the failure is recorded too.
   */
  void presuppose(ControllerState expected) {
    if (state == ControllerState.DEAD) {
      advance(expected, "made anew");
    }
    boolean fits = isUndecided() && expected == ControllerState.CONNECTING;
    if (state != null && !fits) {
      return;
    }
    undecided.forEach(Recording.Entry::drop);
    undecided.clear();
    isFirst = false;
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

  /**
   * Advances to a state through the intermediate states. A controller that is new or gone is
   * created first.
   */
  void advance(ControllerState to, String reason) {
    lastSteps.clear();
    stateBefore = state;
    if (state == null || state == ControllerState.DEAD) {
      created = sink.record(new ControllerEvent.Created("", ""));
      state = ControllerState.NEW;
      isFirst = true;
    }
    step(to, reason, detail -> lastSteps.add(sink.record(detail)));
    if (state == ControllerState.LIVE) {
      isFirst = false;
      undecided.clear();
    }
  }

  /** Undoes the last advance, which was concluded too early. */
  void takeBack() {
    lastSteps.forEach(Recording.Entry::drop);
    lastSteps.clear();
    state = stateBefore;
  }

  /** Ends the controller. */
  void forget(String reason) {
    undecided.clear();
    if (state != null && state != ControllerState.DEAD) {
      step(ControllerState.DEAD, reason, sink::record);
    }
  }

  private static boolean isFailure(ControllerState state) {
    return state == ControllerState.RESETTING || state == ControllerState.FENCED;
  }

  private void step(ControllerState to, String reason, Consumer<Detail> recorder) {
    ControllerState at = state;
    if (at == null) {
      return;
    }
    for (ControllerState next : at.wayTo(to)) {
      boolean isPassed = next == ControllerState.CONNECTING && next != to && isFailure(at);
      recorder.accept(
          new ControllerEvent.StateChanged(
              at, next, isPassed ? ControllerEvent.StateChanged.BY_NOW : reason));
      at = next;
    }
    state = at;
  }
}
