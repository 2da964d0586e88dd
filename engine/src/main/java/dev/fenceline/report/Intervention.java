package dev.fenceline.report;

import dev.fenceline.event.ActionEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.RunEvent;
import dev.fenceline.timeline.Text;
import java.util.Optional;

/**
 * Something that was broken, healed or done by a person while a test ran.
 *
 * @param nanos when, since the session began
 * @param command what, as the fault prompt spells it: {@code fault path B stall}
 */
public record Intervention(long nanos, String command) {

  /** What the event says was done; empty if it says something else. */
  static Optional<Intervention> of(Event event) {
    return switch (event.detail()) {
      case RunEvent.FaultApplied fault ->
          Optional.of(new Intervention(event.nanos(), fault.command()));
      case ActionEvent.Taken action ->
          Optional.of(new Intervention(event.nanos(), action.command()));
      default -> Optional.empty();
    };
  }

  Fact fact() {
    return new Fact(Text.moment(nanos), command);
  }
}
