package dev.fenceline.swimlane.picture;

import dev.fenceline.event.Lane;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.explanation.Explanation;
import dev.fenceline.timeline.recovery.Recovery;
import dev.fenceline.timeline.span.Span;
import dev.fenceline.timeline.span.StateSpans;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The reasons why spans lasted as long as they did, in sentences that are created once. Immutable.
 */
public final class Reasons {
  private final Map<Object, String> reasons = new HashMap<>();

  private Reasons() {}

  static Reasons of(Timeline timeline, StateSpans spans, List<StripPhase> phases) {
    Reasons reasons = new Reasons();
    Explanation explanation = Explanation.of(timeline);
    for (Lane lane : timeline.lanes()) {
      for (Span.Controller span : spans.spans(lane, Span.Controller.class)) {
        if (span.state() == ControllerState.FENCING || span.state() == ControllerState.FENCED) {
          reasons.reasons.put(span, explanation.why(span));
        }
      }
      for (Span.Timer timer : spans.spans(lane, Span.Timer.class)) {
        reasons.reasons.put(timer, explanation.why(timer));
      }
      for (Span.Hold hold : spans.spans(lane, Span.Hold.class)) {
        reasons.reasons.put(hold, explanation.why(hold));
      }
    }
    for (StripPhase phase : phases) {
      Recovery recovery = phase.recovery();
      if (recovery != null) {
        reasons.reasons.put(phase, explanation.why(recovery, phase.phase()));
      }
    }
    return reasons;
  }

  /** Returns the reason for the length of a controller state. */
  public String why(Span.Controller span) {
    return reasons.getOrDefault(span, span.state().explanation());
  }

  /** Returns the reason for the length of a hold. */
  public String why(Span.Hold hold) {
    return reasons.getOrDefault(hold, "");
  }

  /** Returns the reason for the length of a timer. */
  public String why(Span.Timer timer) {
    return reasons.getOrDefault(timer, timer.timer());
  }

  /** Returns the reason for the length of a piece of the strip above the lanes. */
  public String why(StripPhase phase) {
    return reasons.getOrDefault(phase, phase.phase().kind().explanation());
  }
}
