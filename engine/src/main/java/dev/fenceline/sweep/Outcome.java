package dev.fenceline.sweep;

import dev.fenceline.event.Event;
import dev.fenceline.event.FencedBy;
import dev.fenceline.event.Finding;
import dev.fenceline.event.HoldEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Verdict;
import dev.fenceline.timeline.Recovery;
import dev.fenceline.timeline.Summary;
import dev.fenceline.timeline.Timeline;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * What one run came to. Where a run has several recoveries, a duration is that of the longest.
 *
 * @param caseIndex which combination of values
 * @param seed which seed
 * @param verdict what the integrity check says
 * @param corruptions findings of damage
 * @param breaches expectations missed and invariants broken: how often by rule
 * @param fencedBy how the first recovery was fenced
 * @param detectionNanos from the failure of a path to the moment at which the host knew
 * @param fencingNanos from there until the old instance was harmless
 * @param holdNanos how long a time-based hold lasted
 * @param outageNanos from the failure of a path until its I/O went on over another; where it never
 *     did, to the end of the run
 * @param events how many events the run had
 */
public record Outcome(
    int caseIndex,
    long seed,
    Verdict verdict,
    int corruptions,
    SortedMap<String, Integer> breaches,
    FencedBy fencedBy,
    OptionalLong detectionNanos,
    OptionalLong fencingNanos,
    OptionalLong holdNanos,
    OptionalLong outageNanos,
    int events) {
  /** The rule of a missed expectation's finding. */
  static final String EXPECTATION = "expectation";

  /** Reduces a run that has ended to what a sweep keeps of it. */
  static Outcome of(int caseIndex, long seed, Timeline timeline) {
    Summary summary = Summary.of(timeline);
    SortedMap<String, Integer> breaches = new TreeMap<>();
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

  /** Below 0 where it is not known when the path failed. */
  private static long sinceFailure(Recovery recovery, long nanos) {
    return recovery.failedNanos().isEmpty() ? -1 : nanos - recovery.failedNanos().getAsLong();
  }

  /** The longest of the durations that there are; one below 0 is none. */
  private static OptionalLong longest(Summary summary, ToLongFunction<Recovery> duration) {
    return summary.recoveries().stream().mapToLong(duration).filter(nanos -> nanos >= 0).max();
  }

  private static OptionalLong longestHold(Timeline timeline) {
    Map<Lane, Long> armed = new HashMap<>();
    long longest = -1;
    for (Event event : timeline.events()) {
      if (event.detail() instanceof HoldEvent.Armed) {
        armed.put(event.lane(), event.nanos());
      } else if (event.detail() instanceof HoldEvent.Ended
          || event.detail() instanceof HoldEvent.Released) {
        Long from = armed.remove(event.lane());
        longest = from == null ? longest : Math.max(longest, event.nanos() - from);
      }
    }
    return longest < 0 ? OptionalLong.empty() : OptionalLong.of(longest);
  }

  /** Whether it is that of a case and seed. */
  boolean is(int otherCase, long otherSeed) {
    return caseIndex == otherCase && seed == otherSeed;
  }

  /** Whether the integrity check found damage. */
  public boolean isCorrupt() {
    return verdict == Verdict.CORRUPT;
  }

  /** How many expectations were missed. */
  public int missed() {
    return breaches.getOrDefault(EXPECTATION, 0);
  }

  /** How many expectations were missed and invariants broken. */
  public int breachCount() {
    return breaches.values().stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * Whether the run is a failure: something was breached, or the data is not as it should be.
   *
   * @param corruptionExpected whether the scenario says that data comes to harm
   */
  public boolean isFailure(boolean corruptionExpected) {
    return breachCount() > 0 || verdict == Verdict.UNKNOWN || (isCorrupt() && !corruptionExpected);
  }
}
