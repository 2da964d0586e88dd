package dev.fenceline.sweep;

import dev.fenceline.event.Finding;
import dev.fenceline.event.HoldEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.value.FencedBy;
import dev.fenceline.event.value.Rule;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Recovery;
import dev.fenceline.timeline.recovery.Summary;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * The result of one run. If a run has several recoveries, each duration is the longest of them.
 *
 * @param caseIndex the index of the combination of values
 * @param seed the seed
 * @param verdict the verdict of the integrity check
 * @param corruptions number of findings of damage
 * @param breaches number of missed expectations and broken invariants by rule
 * @param fencedBy how the first recovery was fenced
 * @param detectionNanos from the failure of a path to the moment at which the host detected it
 * @param fencingNanos from that moment until the old instance could do no more harm
 * @param holdNanos length of a time-based hold
 * @param outageNanos from the failure of a path until its I/O continued over another, or until the
 *     end of the run if it never did
 * @param events number of events of the run
 */
public record Outcome(
    int caseIndex,
    long seed,
    Verdict verdict,
    int corruptions,
    SortedMap<Rule, Integer> breaches,
    FencedBy fencedBy,
    OptionalLong detectionNanos,
    OptionalLong fencingNanos,
    OptionalLong holdNanos,
    OptionalLong outageNanos,
    int events) {
  /** Creates the outcome of a run that has ended. */
  static Outcome of(int caseIndex, long seed, Timeline timeline) {
    Summary summary = Summary.of(timeline);
    SortedMap<Rule, Integer> breaches = new TreeMap<>(Rule.BY_CODE);
    for (Finding finding : summary.findings()) {
      if (finding.severity() == Finding.Severity.BREACH) {
        breaches.merge(finding.rule(), 1, Integer::sum);
      }
    }
    return new Outcome(
        caseIndex,
        seed,
        summary.verdict(),
        summary.corruptions(),
        breaches,
        summary.recoveries().isEmpty() ? FencedBy.NONE : summary.recoveries().getFirst().fencedBy(),
        longest(summary, each -> sinceFailure(each, each.detectedNanos())),
        longest(summary, each -> fencing(each)),
        longestHold(timeline),
        longest(
            summary, each -> sinceFailure(each, each.resumedNanos().orElse(summary.endNanos()))),
        summary.events());
  }

  private static long fencing(Recovery recovery) {
    return recovery.fencedNanos().orElse(-1) - recovery.detectedNanos();
  }

  /**
   * Returns the time since the path failed, or a negative number if it is not known when it failed.
   */
  private static long sinceFailure(Recovery recovery, long nanos) {
    return recovery.failedNanos().isEmpty() ? -1 : nanos - recovery.failedNanos().getAsLong();
  }

  /** Returns the longest of the durations. A negative one is not counted. */
  private static OptionalLong longest(Summary summary, ToLongFunction<Recovery> duration) {
    return summary.recoveries().stream().mapToLong(duration).filter(nanos -> nanos >= 0).max();
  }

  private static OptionalLong longestHold(Timeline timeline) {
    Map<Lane, Long> armed = new HashMap<>();
    long longest = -1;
    for (int i = 0, size = timeline.size(); i < size; i++) {
      switch (timeline.detail(i)) {
        case HoldEvent.Armed _ -> armed.put(timeline.lane(i), timeline.nanos(i));
        case HoldEvent.Ended _, HoldEvent.Released _ -> {
          Long from = armed.remove(timeline.lane(i));
          longest = from == null ? longest : Math.max(longest, timeline.nanos(i) - from);
        }
        default -> {}
      }
    }
    return longest < 0 ? OptionalLong.empty() : OptionalLong.of(longest);
  }

  /** Reports whether the integrity check found damage. */
  public boolean isCorrupt() {
    return verdict == Verdict.CORRUPT;
  }

  /** Returns the number of missed expectations. */
  public int missed() {
    return breaches.getOrDefault(Rule.Run.EXPECTATION, 0);
  }

  /** Returns the number of missed expectations and broken invariants. */
  public int breachCount() {
    return breaches.values().stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * Reports whether the run is a failure: an expectation or invariant was breached, or the data is
   * not as expected.
   *
   * @param corruptionExpected whether the scenario expects that data is damaged
   */
  public boolean isFailure(boolean corruptionExpected) {
    return breachCount() > 0 || verdict == Verdict.UNKNOWN || (isCorrupt() && !corruptionExpected);
  }
}
