package dev.fenceline.exchange.trace;

import dev.fenceline.clock.ClockKind;
import dev.fenceline.event.Lane;
import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.span.Span;
import dev.fenceline.timeline.span.StateSpans;
import java.util.List;
import java.util.Locale;

/** Runs to export, and what is to be found in their traces. */
final class Runs {
  private Runs() {}

  static Timeline of(String id) {
    Scenario scenario = ScenarioLibrary.find(id).orElseThrow();
    Lab lab = new Lab(scenario, scenario.seed(), ClockKind.VIRTUAL);
    lab.run();
    return lab.timeline();
  }

  /** The states of a host controller, as {@code LIVE 0+12510390000}. */
  static List<String> states(Timeline timeline, String device) {
    return StateSpans.of(timeline).spans(Lane.host(device), Span.Controller.class).stream()
        .map(span ->
            "%s %d+%d"
                .formatted(
                    span.state().word().toUpperCase(Locale.ROOT),
                    span.fromNanos(),
                    span.interval().durationNanos()))
        .toList();
  }
}
