package dev.fenceline.sweep;

import dev.fenceline.event.value.Rule;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The result of the runs of one case.
 *
 * @param sweepCase the case
 * @param corrupt number of its runs that were corrupt
 * @param failed number of its runs that were failures
 * @param missed number of missed expectations in all runs
 * @param breaches number of missed expectations and broken invariants by rule
 * @param detection from failure to detection
 * @param fencing from detection until fenced
 * @param hold time-based holds
 * @param outage from failure until I/O continued
 */
public record CaseResult(
    SweepCase sweepCase,
    Proportion corrupt,
    int failed,
    int missed,
    SortedMap<Rule, Integer> breaches,
    Percentiles detection,
    Percentiles fencing,
    Percentiles hold,
    Percentiles outage) {

  static CaseResult of(SweepCase sweepCase, List<Outcome> outcomes, boolean corruptionExpected) {
    SortedMap<Rule, Integer> breaches = new TreeMap<>(Rule.BY_CODE);
    outcomes.forEach(
        each -> each.breaches().forEach((rule, n) -> breaches.merge(rule, n, Integer::sum)));
    return new CaseResult(
        sweepCase,
        new Proportion((int) outcomes.stream().filter(Outcome::isCorrupt).count(), outcomes.size()),
        (int) outcomes.stream().filter(each -> each.isFailure(corruptionExpected)).count(),
        breaches.getOrDefault(Rule.Run.EXPECTATION, 0),
        breaches,
        Percentiles.of(outcomes.stream().map(Outcome::detectionNanos)),
        Percentiles.of(outcomes.stream().map(Outcome::fencingNanos)),
        Percentiles.of(outcomes.stream().map(Outcome::holdNanos)),
        Percentiles.of(outcomes.stream().map(Outcome::outageNanos)));
  }

  /** Returns the number of missed expectations and broken invariants in all runs. */
  public int breachCount() {
    return breaches.values().stream().mapToInt(Integer::intValue).sum();
  }
}
