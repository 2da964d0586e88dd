package dev.fenceline.sweep;

import dev.fenceline.scenario.Expectation;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.setting.ScenarioException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The plan of a sweep: every combination of the varied values with every seed. Runs are numbered
 * from 0, case by case and within a case seed by seed.
 *
 * @param scenario the scenario to run
 * @param firstSeed the first seed
 * @param seeds number of consecutive seeds
 * @param variations the parameters that vary; the last one changes fastest
 */
public record SweepPlan(Scenario scenario, long firstSeed, int seeds, List<Variation> variations) {
  /** The largest number of runs of a sweep. */
  public static final int MAX_RUNS = 1_000_000;

  public SweepPlan {
    variations = List.copyOf(variations);
    if (seeds < 1) {
      throw new ScenarioException("seeds: %d are none to run; give 1 or more".formatted(seeds));
    }
    Set<String> keys = new HashSet<>();
    long runs = seeds;
    for (Variation variation : variations) {
      if (!keys.add(variation.parameter().key())) {
        throw new ScenarioException(variation.parameter().key() + " is varied twice");
      }
      runs = Math.min(runs * variation.values().size(), Integer.MAX_VALUE);
    }
    if (runs > MAX_RUNS) {
      throw new ScenarioException(
          "this sweep has more than %,d runs; take fewer seeds or values".formatted(MAX_RUNS));
    }
  }

  /**
   * Returns the combinations, in order.
   *
   * @throws ScenarioException if a value does not fit its parameter or the rest of the scenario
   */
  public List<SweepCase> cases() {
    List<List<ParameterSetting>> combinations = List.of(List.of());
    for (Variation variation : variations) {
      combinations = times(combinations, variation);
    }
    List<SweepCase> cases = new ArrayList<>();
    for (List<ParameterSetting> settings : combinations) {
      Scenario changed = scenario;
      for (ParameterSetting setting : settings) {
        changed = setting.parameter().apply(changed, setting.value());
      }
      cases.add(new SweepCase(cases.size(), settings, changed));
    }
    return cases;
  }

  private static List<List<ParameterSetting>> times(
      List<List<ParameterSetting>> before, Variation variation) {
    List<List<ParameterSetting>> after = new ArrayList<>();
    for (List<ParameterSetting> settings : before) {
      for (String value : variation.values()) {
        List<ParameterSetting> longer = new ArrayList<>(settings);
        longer.add(new ParameterSetting(variation.parameter(), value));
        after.add(longer);
      }
    }
    return after;
  }

  /** Describes how another plan differs from this one, or returns empty if they are equal. */
  Optional<String> differenceFrom(SweepPlan other) {
    if (!scenario.equals(other.scenario)) {
      return Optional.of("the scenario or its settings differ");
    }
    if (firstSeed != other.firstSeed || seeds != other.seeds) {
      return Optional.of("the seeds are %s, not %s".formatted(seedWords(), other.seedWords()));
    }
    return variations.equals(other.variations)
        ? Optional.empty()
        : Optional.of("other values vary");
  }

  private String seedWords() {
    return "%d to %d".formatted(firstSeed, firstSeed + seeds - 1);
  }

  /** Returns the number of a run, from 0. */
  int number(Outcome run) {
    return run.caseIndex() * seeds + (int) (run.seed() - firstSeed);
  }

  /** Returns the scenario of a run of this plan, with the settings of its case and its seed. */
  public Scenario scenario(Outcome run) {
    return cases().get(run.caseIndex()).scenario().withSeed(run.seed());
  }

  /** Returns the number of runs of all shards. */
  public int runs() {
    return variations.stream()
        .mapToInt(each -> each.values().size())
        .reduce(seeds, (a, b) -> a * b);
  }

  /** Reports whether the scenario expects that its data is damaged. */
  public boolean expectsCorruption() {
    return expectsCorruption(scenario);
  }

  static boolean expectsCorruption(Scenario scenario) {
    return scenario.expectations().stream()
        .anyMatch(each ->
            each instanceof Expectation.DataIs(String verdict) && verdict.equals("corrupt"));
  }
}
