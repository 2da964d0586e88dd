package dev.fenceline.verify;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.event.Lane;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.Verdict;
import dev.fenceline.scenario.Expectation;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScheduledFault;
import dev.fenceline.timeline.Recoveries;
import dev.fenceline.timeline.Recovery;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Whether a run did what its scenario says that it must do. */
public final class ExpectationCheck {
  /**
   * How far times may be off when the clock is real: bringing up the paths takes as long as the
   * machine needs, and keep alives, but not faults, are late by as much. So a failure may be
   * noticed later, or earlier, by a keep alive that comes just after the cut. A wait may only be
   * longer.
   */
  private static final long REAL_CLOCK_ALLOWANCE_NANOS = 1_500_000_000L;

  private final Scenario scenario;
  private final Timeline timeline;
  private final Verdict verdict;
  private final long allowanceNanos;
  private final List<Recovery> recoveries;
  private final List<Finding> missed = new ArrayList<>();

  private ExpectationCheck(Scenario scenario, Timeline timeline, Verdict verdict) {
    this.scenario = scenario;
    this.timeline = timeline;
    this.verdict = verdict;
    this.recoveries = Recoveries.of(timeline);
    this.allowanceNanos = isRealTime(timeline) ? REAL_CLOCK_ALLOWANCE_NANOS : 0;
  }

  private static boolean isRealTime(Timeline timeline) {
    return timeline.size() > 0
        && timeline.detail(0) instanceof RunEvent.Started started
        && started.inRealTime();
  }

  /**
   * The expectations that were missed, none when all were met. The verdict is that of the run's
   * last event; a run that has not ended is checked for it.
   */
  public static List<Finding> check(Scenario scenario, Timeline timeline) {
    return check(scenario, timeline, verdictOf(timeline));
  }

  /** The expectations that were missed, when the verdict is known already. */
  public static List<Finding> check(Scenario scenario, Timeline timeline, Verdict verdict) {
    ExpectationCheck check = new ExpectationCheck(scenario, timeline, verdict);
    scenario.expectations().forEach(check::check);
    return List.copyOf(check.missed);
  }

  private static Verdict verdictOf(Timeline timeline) {
    int size = timeline.size();
    return size > 0 && timeline.detail(size - 1) instanceof RunEvent.Ended ended
        ? ended.verdict()
        : IntegrityCheck.check(timeline).verdict();
  }

  private void check(Expectation expectation) {
    switch (expectation) {
      case Expectation.DataIs it -> {
        if (!it.verdict().equals(verdict.word())) {
          miss("data " + it.verdict(), "data " + verdict.word(), null);
        }
      }
      case Expectation.FencedBy it -> fencedBy(it);
      case Expectation.DetectedBetween it -> detectedBetween(it);
      case Expectation.FencedWithin it -> fencedWithin(it);
      case Expectation.Reconnected it -> reconnected(it);
      case Expectation.SlowWrites it -> slowWrites(it);
    }
  }

  private void fencedBy(Expectation.FencedBy expected) {
    String wanted = "%s fenced by %s".formatted(expected.controller(), expected.by());
    Recovery recovery = firstRecovery(expected.controller(), wanted);
    if (recovery != null && !recovery.fencedBy().word().equals(expected.by())) {
      miss(wanted, "fenced by " + recovery.fencedBy().word(), recovery);
    }
  }

  private void detectedBetween(Expectation.DetectedBetween expected) {
    String wanted =
        "the failure of %s detected from %s to %s"
            .formatted(
                expected.controller(), moment(expected.fromMillis()), moment(expected.toMillis()));
    Recovery recovery = firstRecovery(expected.controller(), wanted);
    if (recovery != null
        && !isWithin(
            recovery.detectedNanos(), expected.fromMillis(), expected.toMillis(), allowanceNanos)) {
      miss(wanted, "detected at " + Text.moment(recovery.detectedNanos()), recovery);
    }
  }

  private void fencedWithin(Expectation.FencedWithin expected) {
    String wanted =
        "I/O of %s to go on %s to %s after detection"
            .formatted(
                expected.controller(), moment(expected.fromMillis()), moment(expected.toMillis()));
    Recovery recovery = firstRecovery(expected.controller(), wanted);
    if (recovery == null) {
      return;
    }
    OptionalLong end =
        recovery.fencedNanos().isPresent() ? recovery.fencedNanos() : recovery.connectingNanos();
    if (end.isEmpty()) {
      miss(wanted, "fencing did not end", recovery);
      return;
    }
    long tookNanos = end.getAsLong() - recovery.detectedNanos();
    if (!isWithin(tookNanos, expected.fromMillis(), expected.toMillis(), 0)) {
      miss(wanted, Text.duration(tookNanos) + " after detection", recovery);
    }
  }

  private void reconnected(Expectation.Reconnected expected) {
    String wanted =
        "%s connected again at attempt %d".formatted(expected.controller(), expected.attempt());
    Recovery recovery = firstRecovery(expected.controller(), wanted);
    if (recovery != null
        && (recovery.outcome() != Recovery.Outcome.RECONNECTED
            || recovery.attempts() != expected.attempt())) {
      miss(
          wanted,
          "%s after %s"
              .formatted(recovery.outcome().word(), Text.count(recovery.attempts(), "attempt")),
          recovery);
    }
  }

  private void slowWrites(Expectation.SlowWrites expected) {
    long slowNanos = TimeUnit.MILLISECONDS.toNanos(slowMillis(expected.controller()));
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
    if (seen < expected.atLeast()) {
      miss(
          "at least %s at media of controller %d"
              .formatted(Text.count(expected.atLeast(), "slow write"), expected.controller()),
          Integer.toString(seen),
          null);
    }
  }

  /**
   * How long the shortest slow write of the scenario takes; without one no write counts as slow.
   */
  private long slowMillis(int controller) {
    return scenario.faults().stream()
        .map(ScheduledFault::fault)
        .filter(Fault.SlowWrite.class::isInstance)
        .map(Fault.SlowWrite.class::cast)
        .filter(slow -> slow.controller() == 0 || slow.controller() == controller)
        .mapToLong(Fault.SlowWrite::takesMillis)
        .min()
        .orElse(TimeUnit.NANOSECONDS.toMillis(Long.MAX_VALUE));
  }

  private @Nullable Recovery firstRecovery(String controller, String wanted) {
    for (Recovery recovery : recoveries) {
      if (recovery.controller().equals(controller)) {
        return recovery;
      }
    }
    miss(wanted, controller + " did not fail", null);
    return null;
  }

  private boolean isWithin(long nanos, long fromMillis, long toMillis, long earlierNanos) {
    return nanos >= TimeUnit.MILLISECONDS.toNanos(fromMillis) - earlierNanos
        && nanos <= TimeUnit.MILLISECONDS.toNanos(toMillis) + allowanceNanos;
  }

  private static String moment(long millis) {
    return Text.moment(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private void miss(String wanted, String seen, @Nullable Recovery recovery) {
    Event where = recovery == null ? null : timeline.find(recovery.detectedSequence());
    String at =
        where == null
            ? ""
            : " (recovery of %s from %s)"
                .formatted(where.lane().name(), Text.moment(where.nanos()));
    missed.add(
        new Finding(
            Finding.Severity.BREACH,
            "expectation",
            "Expected %s; seen: %s%s.".formatted(wanted, seen, at),
            where == null ? List.of() : List.of(where.sequence()),
            List.of()));
  }
}
