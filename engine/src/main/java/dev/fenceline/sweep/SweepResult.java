package dev.fenceline.sweep;

import dev.fenceline.scenario.setting.ScenarioException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The result of a sweep.
 *
 * @param plan the plan
 * @param shard the part of the plan
 * @param outcomes the runs by case and seed; fewer than planned if the sweep was cancelled
 */
public record SweepResult(SweepPlan plan, Shard shard, List<Outcome> outcomes) {
  public SweepResult {
    outcomes =
        outcomes.stream()
            .sorted(Comparator.comparingInt(Outcome::caseIndex).thenComparingLong(Outcome::seed))
            .toList();
  }

  /** Reports whether the result contains every run of the shard. */
  public boolean isComplete() {
    return outcomes.size() == shard.count(plan.runs());
  }

  /** Returns the proportion of runs that were corrupt. */
  public Proportion corrupt() {
    return new Proportion(
        (int) outcomes.stream().filter(Outcome::isCorrupt).count(), outcomes.size());
  }

  /** Returns the number of runs that were failures. */
  public int failed() {
    boolean expected = plan.expectsCorruption();
    return (int) outcomes.stream().filter(each -> each.isFailure(expected)).count();
  }

  /** Returns the number of missed expectations and broken invariants in all runs. */
  public int breachCount() {
    return outcomes.stream().mapToInt(Outcome::breachCount).sum();
  }

  /** Returns the result of each case, in order. A case without runs has proportions of 0 runs. */
  public List<CaseResult> cases() {
    Map<Integer, List<Outcome>> byCase =
        outcomes.stream().collect(Collectors.groupingBy(Outcome::caseIndex));
    boolean expected = plan.expectsCorruption();
    return plan.cases().stream()
        .map(each -> CaseResult.of(each, byCase.getOrDefault(each.index(), List.of()), expected))
        .toList();
  }

  /** Returns the results of all cases as one. */
  public CaseResult total() {
    SweepCase all = new SweepCase(0, List.of(), plan.scenario());
    return CaseResult.of(all, outcomes, plan.expectsCorruption());
  }

  /**
   * Returns the runs to look at first: corrupt ones, then those with the most breaches, then the
   * longest outages; equal ones by case and seed.
   */
  public List<Outcome> worst(int count) {
    return outcomes.stream().sorted(worstFirst()).limit(count).toList();
  }

  private static Comparator<Outcome> worstFirst() {
    return Comparator.comparing((Outcome each) -> !each.isCorrupt())
        .thenComparingInt(each -> -each.breachCount())
        .thenComparingLong(each -> -each.outageNanos().orElse(0))
        .thenComparingInt(Outcome::caseIndex)
        .thenComparingLong(Outcome::seed);
  }

  /**
   * Returns the run that is most worth shrinking: the worst failure, or else the worst corrupt run.
   */
  public Optional<Outcome> worstFailure() {
    boolean expected = plan.expectsCorruption();
    return outcomes.stream()
        .filter(this::isBad)
        .min(
            Comparator.comparing((Outcome each) -> !each.isFailure(expected))
                .thenComparing(worstFirst()));
  }

  /** Reports whether a run is a failure or corrupt. */
  public boolean isBad(Outcome run) {
    return run.isCorrupt() || run.isFailure(plan.expectsCorruption());
  }

  /**
   * Merges shards into the result of the whole sweep.
   *
   * @throws ScenarioException if they are not the shards of one sweep, or if a run is missing or
   *     present twice; the message names it
   */
  public static SweepResult merge(List<SweepResult> shards) {
    if (shards.isEmpty()) {
      throw new ScenarioException("there is nothing to merge");
    }
    SweepResult first = shards.getFirst();
    SweepPlan plan = first.plan();
    Outcome[] outcomes = new Outcome[plan.runs()];
    Shard[] from = new Shard[outcomes.length];
    for (SweepResult each : shards) {
      plan.differenceFrom(each.plan())
          .ifPresent(difference -> {
            throw new ScenarioException(
                "shards %s and %s are of different sweeps: %s"
                    .formatted(first.shard(), each.shard(), difference));
          });
      for (Outcome outcome : each.outcomes()) {
        int run = plan.number(outcome);
        if (outcomes[run] != null) {
          throw twice(outcome, from[run], each.shard());
        }
        outcomes[run] = outcome;
        from[run] = each.shard();
      }
    }
    for (int run = 0; run < outcomes.length; run++) {
      if (outcomes[run] == null) {
        throw missing(plan, run, shards);
      }
    }
    return new SweepResult(plan, Shard.WHOLE, List.of(outcomes));
  }

  private static ScenarioException twice(Outcome run, Shard one, Shard other) {
    return new ScenarioException(
        "seed %d of case %d is there twice: %s"
            .formatted(
                run.seed(),
                run.caseIndex() + 1,
                one.equals(other)
                    ? "shard %s was given twice".formatted(one)
                    : "shards %s and %s overlap".formatted(one, other)));
  }

  private static ScenarioException missing(SweepPlan plan, int run, List<SweepResult> shards) {
    Shard owner = shards.getFirst().shard().siblingOf(run);
    boolean given = shards.stream().anyMatch(each -> each.shard().equals(owner));
    return new ScenarioException(
        "seed %d of case %d is missing: shard %s was %s"
            .formatted(
                plan.firstSeed() + run % plan.seeds(),
                run / plan.seeds() + 1,
                owner,
                given ? "not run to its end; run it again" : "left out"));
  }
}
