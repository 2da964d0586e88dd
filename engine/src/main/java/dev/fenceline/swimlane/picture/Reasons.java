package dev.fenceline.swimlane.picture;

import dev.fenceline.event.value.ControllerState;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.explanation.Explanation;
import dev.fenceline.timeline.recovery.Recovery;
import dev.fenceline.timeline.span.Span;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The reasons why spans lasted as long as they did. A sentence is created when it is first asked
 * for, because most are never read. Thread-safe.
 */
public final class Reasons {
  private final Explanation explanation;
  private final Map<Object, String> reasons = new HashMap<>();

  Reasons(Timeline timeline) {
    explanation = Explanation.of(timeline);
  }

  /** Returns the reason for the length of a controller state. */
  public String why(Span.Controller span) {
    return span.state() == ControllerState.FENCING || span.state() == ControllerState.FENCED
        ? known(span, () -> explanation.why(span))
        : span.state().explanation();
  }

  /** Returns the reason for the length of a hold. */
  public String why(Span.Hold hold) {
    return known(hold, () -> explanation.why(hold));
  }

  /** Returns the reason for the length of a timer. */
  public String why(Span.Timer timer) {
    return known(timer, () -> explanation.why(timer));
  }

  /** Returns the reason for the length of a piece of the strip above the lanes. */
  public String why(StripPhase phase) {
    Recovery recovery = phase.recovery();
    return recovery == null
        ? phase.phase().kind().explanation()
        : known(phase, () -> explanation.why(recovery, phase.phase()));
  }

  private synchronized String known(Object span, Supplier<String> why) {
    return reasons.computeIfAbsent(span, _ -> why.get());
  }
}
