package dev.fenceline.report;

import dev.fenceline.event.ActionEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.RunEvent;
import dev.fenceline.timeline.Text;
import java.util.Optional;

/**
 * Something that a user broke, healed or did while a test ran.
 *
 * @param nanos time since the session began
 * @param command the command as the fault prompt spells it, such as {@code fault path B stall}
 */
public record Intervention(long nanos, String command) {

  /** Returns the intervention that the event reports, or empty if it reports something else. */
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
