package dev.fenceline.lab;

import dev.fenceline.scenario.FaultPrompt;
import dev.fenceline.scenario.Parameter;
import dev.fenceline.scenario.PathSettings;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.setting.Nearest;
import dev.fenceline.scenario.setting.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads changes of a run as users write them, and completes what they have begun to write: a fault
 * such as {@code fault path A reset}, or a setting with its value, such as {@code quiesce 8 s}.
 */
public final class RunChangePrompt {
  private static final Set<String> FAULTS = Set.of("fault", "heal", "slow-write", "hang");
  private static final List<String> ON_PATH =
      List.of("stall keep-bytes", "black-hole", "reset", "refuse", "delay 5ms", "ana inaccessible");
  private static final List<String> ON_BACK_END =
      List.of("slow-write 8.8s", "slow-write off", "hang on", "hang off");

  private final Scenario scenario;

  /** Creates a prompt for the paths and settings of a scenario. */
  public RunChangePrompt(Scenario scenario) {
    this.scenario = scenario;
  }

  private static List<Parameter> settings() {
    return Parameter.all().stream().filter(each -> each.inRun().isPresent()).toList();
  }

  /**
   * Reads one change.
   *
   * @throws IllegalArgumentException if it is none; the message says what was expected
   */
  public RunChange parse(String line) {
    String[] words = line.strip().split("\\s+", 2);
    if (words[0].isEmpty()) {
      throw new IllegalArgumentException(
          "Write a fault or a setting, such as \"fault path %s reset\" or \"quiesce 1 s\"."
              .formatted(scenario.paths().getFirst().name()));
    }
    if (FAULTS.contains(words[0])) {
      return new RunChange.Strike(FaultPrompt.parse(line));
    }
    Parameter parameter = Parameter.find(words[0]).orElseThrow(() -> unknown(words[0]));
    String fixed =
        parameter.inRun().isPresent()
            ? ""
            : "%s is fixed when a run begins: change it under \"What if\".".formatted(words[0]);
    if (!fixed.isEmpty()) {
      throw new IllegalArgumentException(fixed);
    }
    if (words.length < 2) {
      throw new IllegalArgumentException(
          "Expected a value after \"%s\": %s.".formatted(words[0], parameter.range()));
    }
    return new RunChange.Set(parameter, words[1].strip());
  }

  /**
   * Reads changes that are separated by semicolons.
   *
   * @throws IllegalArgumentException if one of them is none; the message says what was expected
   */
  public List<RunChange> parseAll(String line) {
    return Arrays.stream(line.split(";")).map(this::parse).toList();
  }

  private static IllegalArgumentException unknown(String word) {
    List<String> known = new ArrayList<>(settings().stream().map(Parameter::key).toList());
    known.addAll(FAULTS);
    return new IllegalArgumentException(
        "\"%s\" is neither a fault nor a setting that can be changed while a run lasts%s"
            .formatted(word, Nearest.hint(word, known)));
  }

  /** Returns the lines that a user may have begun to write, at most {@code most}. */
  public List<String> complete(String typed, int most) {
    String begun = typed.stripLeading().toLowerCase(Locale.ROOT);
    return Stream.concat(faults(), settings().stream().flatMap(this::lines))
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(begun) && !line.equals(typed))
        .limit(most)
        .toList();
  }

  private Stream<String> faults() {
    Stream<String> onPaths =
        scenario.allPaths().stream()
            .map(PathSettings::name)
            .flatMap(name ->
                Stream.concat(
                    ON_PATH.stream().map(what -> "fault path " + name + " " + what),
                    Stream.of("heal path " + name)));
    return Stream.concat(onPaths, ON_BACK_END.stream());
  }

  private Stream<String> lines(Parameter parameter) {
    return switch (parameter.range()) {
      case Range.Words(List<String> words) ->
          words.stream().map(word -> parameter.key() + " " + word);
      case Range.Switch _ -> Stream.of(parameter.key() + " on", parameter.key() + " off");
      case Range.Times _, Range.Moments _, Range.Numbers _ ->
          parameter.value(scenario).stream().map(now -> parameter.key() + " " + now);
    };
  }
}
