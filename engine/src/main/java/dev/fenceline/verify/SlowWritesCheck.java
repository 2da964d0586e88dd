package dev.fenceline.verify;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.scenario.Expectation;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScheduledFault;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Checks whether writes were as slow as the scenario requires. */
final class SlowWritesCheck {
  private SlowWritesCheck() {}

  static @Nullable Miss check(
      Expectation.SlowWrites expected, Scenario scenario, Timeline timeline) {
    long slowNanos = TimeUnit.MILLISECONDS.toNanos(slowMillis(scenario, expected.controller()));
    String prefix = expected.controller() + ".";
    int seen = 0;
    for (int i = 0, size = timeline.size(); i < size; i++) {
      if (timeline.detail(i) instanceof CommandEvent.Executing executing
          && executing.qid() > 0
          && executing.takesNanos() >= slowNanos
          && timeline.lane(i).group() == Lane.Group.TARGET
          && timeline.lane(i).name().startsWith(prefix)) {
        seen++;
      }
    }
    if (seen >= expected.atLeast()) {
      return null;
    }
    return Miss.of(
        "at least %s at media of controller %d"
            .formatted(Text.count(expected.atLeast(), "slow write"), expected.controller()),
        Integer.toString(seen));
  }

  /**
   * Returns the duration of the scenario's shortest slow write. If the scenario has none, no write
   * counts as slow.
   */
  private static long slowMillis(Scenario scenario, int controller) {
    return scenario.faults().stream()
        .map(ScheduledFault::fault)
        .filter(Fault.SlowWrite.class::isInstance)
        .map(Fault.SlowWrite.class::cast)
        .filter(slow -> slow.controller() == 0 || slow.controller() == controller)
        .mapToLong(Fault.SlowWrite::takesMillis)
        .min()
        .orElse(TimeUnit.NANOSECONDS.toMillis(Long.MAX_VALUE));
  }
}
