package dev.fenceline.lab;

import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.RunEvent;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.FaultPrompt;
import dev.fenceline.scenario.Parameter;
import dev.fenceline.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a person changes while a run lasts. */
public sealed interface RunChange {
  /** Breaks or heals something. */
  record Strike(Fault fault) implements RunChange {}

  /** Gives a setting another value, such as {@code 8 s}. */
  record Set(Parameter parameter, String value) implements RunChange {}

  /**
   * A change and its moment.
   *
   * @param nanos nanoseconds since the session began
   */
  record Timed(long nanos, RunChange change) {}

  /** Returns it in a few words, such as {@code fault path A stall} or {@code quiesce 8 s}. */
  default String words() {
    return switch (this) {
      case Strike(Fault fault) -> fault.command();
      case Set(Parameter parameter, String value) -> parameter.key() + " " + value;
    };
  }

  /** Returns the changes that a person has made in a run. */
  static List<Timed> in(Timeline timeline) {
    List<Timed> changes = new ArrayList<>();
    for (int i = 0; i < timeline.size(); i++) {
      if (timeline.lane(i).equals(Lane.LAB)) {
        Event event = timeline.event(i);
        of(event).ifPresent(change -> changes.add(new Timed(event.nanos(), change)));
      }
    }
    return changes;
  }

  /** Reports whether a person has changed something in a run. */
  static boolean areIn(Timeline timeline) {
    for (int i = 0; i < timeline.size(); i++) {
      if (timeline.lane(i).equals(Lane.LAB)
          && switch (timeline.detail(i)) {
            case RunEvent.FaultApplied fault -> fault.byHand();
            case RunEvent.SettingChanged _ -> true;
            default -> false;
          }) {
        return true;
      }
    }
    return false;
  }

  private static Optional<RunChange> of(Event event) {
    return switch (event.detail()) {
      case RunEvent.FaultApplied it when it.byHand() ->
          Optional.of(new Strike(FaultPrompt.parse(it.command())));
      case RunEvent.SettingChanged it ->
          Optional.of(new Set(Parameter.named(it.setting()), it.value()));
      default -> Optional.empty();
    };
  }
}
