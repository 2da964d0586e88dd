package dev.fenceline.lab;

import dev.fenceline.event.value.ControllerState;
import dev.fenceline.event.value.InstanceState;
import dev.fenceline.event.value.PathState;
import dev.fenceline.scenario.PathSettings;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.setting.TimeText;
import dev.fenceline.timeline.EventFilter;
import dev.fenceline.timeline.FilterProblem;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads breakpoints as users write them, and completes what they have begun to write: {@code nvme4
 * enters FENCING}, {@code at 12.5 s}, {@code when status:failed lane:nvme3}.
 */
public final class BreakpointPrompt {
  private static final String ENTERS = "enters";
  private static final String AT = "at";
  private static final String WHEN = "when";
  private static final String INSTANCE = "\\d{1,5}\\.\\d{1,9}";
  private static final List<String> FILTERS =
      List.of("when kind:finding", "when kind:fault", "when kind:ccr", "when status:failed");

  /** The states of each thing of the scenario that has states, by its name. */
  private final Map<String, List<String>> states = new LinkedHashMap<>();

  /** Creates a prompt for the controllers and paths of a scenario. */
  public BreakpointPrompt(Scenario scenario) {
    scenario.devices().forEach(device -> states.put(device, names(ControllerState.values())));
    for (PathSettings path : scenario.allPaths()) {
      states.put(path.name(), names(PathState.values()));
    }
    for (int cntlid = 1; cntlid <= scenario.allPaths().size(); cntlid++) {
      states.put(cntlid + ".1", names(InstanceState.values()));
    }
  }

  private static List<String> names(Enum<?>[] all) {
    return Arrays.stream(all).map(Enum::name).toList();
  }

  /**
   * Reads one breakpoint.
   *
   * @throws IllegalArgumentException if it is none; the message says what was expected
   */
  public Breakpoint parse(String line) {
    String[] words = line.strip().split("\\s+", 2);
    String rest = words.length < 2 ? "" : words[1];
    return switch (words[0].toLowerCase(Locale.ROOT)) {
      case "" ->
          throw new IllegalArgumentException(
              "Write where to stop, such as \"%s enters FENCING\".".formatted(anyName()));
      case AT -> at(rest);
      case WHEN -> when(rest);
      default -> enters(words[0], rest);
    };
  }

  private String anyName() {
    return states.keySet().iterator().next();
  }

  private static Breakpoint at(String time) {
    try {
      long nanos = TimeText.nanos(time);
      if (nanos < 0) {
        throw new IllegalArgumentException("a run begins at 0 s");
      }
      return new Breakpoint.At(nanos, "at " + time.strip());
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(
          "Expected a time after \"at\", such as \"at 12.5 s\": " + wrong.getMessage() + ".");
    }
  }

  private static Breakpoint when(String filter) {
    if (filter.isBlank()) {
      throw new IllegalArgumentException(
          "Expected what to find after \"when\", such as \"when status:failed\".");
    }
    FilterProblem.of(filter)
        .ifPresent(problem -> {
          throw new IllegalArgumentException(
              "Character %d after \"when\": %s".formatted(problem.position(), problem.expected()));
        });
    return new Breakpoint.Matches(EventFilter.parse(filter.strip()));
  }

  private Breakpoint enters(String typed, String rest) {
    String name =
        states.keySet().stream()
            .filter(typed::equalsIgnoreCase)
            .findFirst()
            .orElseGet(() -> instance(typed));
    String[] words = rest.split("\\s+", 2);
    if (!words[0].equalsIgnoreCase(ENTERS)) {
      throw new IllegalArgumentException(
          "Expected \"enters\" and a state after \"%s\", such as \"%s enters %s\"."
              .formatted(name, name, states(name).getLast()));
    }
    String state = words.length < 2 ? "" : words[1].strip().replace(' ', '_');
    return states(name).stream()
        .filter(state::equalsIgnoreCase)
        .findFirst()
        .map(known -> new Breakpoint.Enters(name, known))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "%s of %s; its states are %s."
                    .formatted(
                        state.isEmpty()
                            ? "Expected a state"
                            : "\"%s\" is no state".formatted(words[1].strip()),
                        name,
                        String.join(", ", states(name)))));
  }

  /** Takes an instance of the target that only comes into being later, such as {@code 2.3}. */
  private String instance(String typed) {
    if (typed.matches(INSTANCE)) {
      return typed;
    }
    throw new IllegalArgumentException(
        "Nothing is called \"%s\". There are %s; a line can also begin with \"at\" or \"when\"."
            .formatted(typed, String.join(", ", states.keySet())));
  }

  private List<String> states(String name) {
    return states.getOrDefault(name, names(InstanceState.values()));
  }

  /** Returns the lines that a user may have begun to write, at most {@code most}. */
  public List<String> complete(String typed, int most) {
    String begun = typed.stripLeading().toLowerCase(Locale.ROOT);
    Stream<String> lines =
        states.entrySet().stream()
            .flatMap(
                each -> each.getValue().stream().map(state -> each.getKey() + " enters " + state));
    return Stream.concat(lines, Stream.concat(FILTERS.stream(), Stream.of("at 12.5 s")))
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(begun) && !line.equals(typed))
        .limit(most)
        .toList();
  }
}
