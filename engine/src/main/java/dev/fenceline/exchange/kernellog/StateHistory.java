package dev.fenceline.exchange.kernellog;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.ControllerState;
import dev.fenceline.event.Detail;
import dev.fenceline.event.FencingEvent;
import java.util.ArrayList;
import java.util.List;
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

  /** What the last advance recorded, and the state before it. */
  private final List<Recording.Entry> lastSteps = new ArrayList<>();

  private @Nullable ControllerState stateBefore;

  /** What is only so if it connects for the first time, while the log has not said so. */
  private final List<Recording.Entry> undecided = new ArrayList<>();

  private boolean isFirst;

  /**
   * Creates a history of which nothing is known.
   *
   * @param isMadeAnew whether it began after the log did, so that nothing was before
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

  /** Reports whether it has not been live since it was made, as far as the log tells. */
  boolean isFirst() {
    return isFirst;
  }

  /** Reports whether it is not known if it connects for the first time or again. */
  boolean isUndecided() {
    return !undecided.isEmpty();
  }

  /** It connects, and no line before has named it: whether again is only known later. */
  void connectsUnknown() {
    if (state == null) {
      created = sink.record(new ControllerEvent.Created("", ""));
      undecided.add(created);
      state = ControllerState.NEW;
      isFirst = true;
      step(ControllerState.CONNECTING, "connecting", detail -> undecided.add(sink.record(detail)));
    }
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

  /** Goes to a state, through those between; one that is new or gone is made first. */
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

  /** The last advance was concluded too early: it did not come to that state yet. */
  void takeBack() {
    lastSteps.forEach(Recording.Entry::drop);
    lastSteps.clear();
    state = stateBefore;
  }

  /** It is gone. */
  void forget(String reason) {
    undecided.clear();
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
