package dev.fenceline.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.PathEvent;
import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.PathState;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.Fault.Directions;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each fault makes of a direction of a path, in each state; {@code -} is no change. */
@Timeout(60)
class PathTransitionsTest {
  private static final String TABLE =
      """
                 | up       | stalled     | silent      | refusing
      stall      | stalled  | -           | up stalled  | up stalled
      black hole | silent   | silent      | -           | up silent
      refuse     | refusing | up refusing | up refusing | -
      heal       | -        | up          | up          | up
      reset      | -        | -           | -           | -
      delay      | -        | -           | -           | -
      """;

  @ParameterizedTest
  @EnumSource
  void everyFaultLeadsToTheStatesOfTheTable(PathState state) {
    String[] states = row(TABLE.lines().findFirst().orElseThrow());
    int column = Arrays.asList(states).indexOf(state.word());
    assertThat(column).as("the table has %s", state).isPositive();

    TABLE
        .lines()
        .skip(1)
        .map(PathTransitionsTest::row)
        .forEach(row -> {
          try (Bench bench = Bench.virtual()) {
            reach(bench, state);
            int before = bench.details(PathEvent.StateChanged.class).size();
            bench.apply(fault(row[0]));

            assertThat(changes(bench, before)).as("%s: %s", state, row[0]).isEqualTo(row[column]);
          }
        });
  }

  private static String[] row(String line) {
    return Arrays.stream(line.split("\\|")).map(String::strip).toArray(String[]::new);
  }

  private static void reach(Bench bench, PathState state) {
    switch (state) {
      case UP -> {}
      case STALLED -> bench.apply(fault("stall"));
      case SILENT -> bench.apply(fault("black hole"));
      case REFUSING -> bench.apply(fault("refuse"));
    }
  }

  private static Fault.OnPath fault(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "stall" -> new Fault.Stall("B", Directions.BOTH, false);
      case "black hole" -> new Fault.BlackHole("B", Directions.BOTH);
      case "refuse" -> new Fault.Refuse("B");
      case "heal" -> new Fault.Heal("B");
      case "reset" -> new Fault.Reset("B");
      case "delay" -> new Fault.Delay("B", Directions.BOTH, 500, 0);
      default -> throw new AssertionError("no fault " + name);
    };
  }

  private static String changes(Bench bench, int before) {
    String words =
        bench.details(PathEvent.StateChanged.class).stream()
            .skip(before)
            .filter(change -> change.direction() == Direction.TO_TARGET)
            .map(change -> change.to().word())
            .reduce("", (all, word) -> all.isEmpty() ? word : all + " " + word);
    return words.isEmpty() ? "-" : words;
  }
}
