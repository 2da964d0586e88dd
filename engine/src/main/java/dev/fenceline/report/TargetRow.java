package dev.fenceline.report;

import dev.fenceline.scenario.Action;
import dev.fenceline.scenario.EventPattern;
import dev.fenceline.scenario.Expectation;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.Parameter;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScheduledAction;
import dev.fenceline.scenario.ScheduledFault;
import dev.fenceline.scenario.TargetSettings;
import dev.fenceline.scenario.setting.Conditions;
import dev.fenceline.scenario.setting.Conditions.Comparison;
import dev.fenceline.scenario.setting.Conditions.Condition;
import dev.fenceline.scenario.setting.Moment;
import dev.fenceline.timeline.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A row in the form in which it is run against a target. The emulated target can be asked
 * everything, an existing target only what the host can do and see.
 *
 * @param scenario the scenario that runs
 * @param notes how it differs from the row, one sentence each
 * @param mayLoseData whether the row is about lost data, which a real target need not lose
 * @param again how a user runs it again
 */
record TargetRow(Scenario scenario, List<String> notes, boolean mayLoseData, String again) {
  /** Tells the user how to run the rows that need late writes. */
  static final String HOW_TO_SLOW =
      "--slow-hint-before and --slow-hint-after name commands that make its writes wait and"
          + " continue again, such as \"ssh TARGET dmsetup suspend DEVICE\" and \"ssh TARGET"
          + " dmsetup resume DEVICE\"";

  /** Rows that begin with a write that the target holds. Without one they have nothing to show. */
  private static final Set<String> NEED_LATE_WRITES =
      Set.of("source-dies", "ccr-limit", "ccr-twice", "fifth-ccr", "slow-write-alone");

  /**
   * The moment by which a failed controller is connected again: 10 s after its failure is detected.
   */
  private static final long AFTER_RECONNECT_NANOS = TimeUnit.SECONDS.toNanos(25);

  /**
   * The fraction of the time of a slow write for which a held write must have waited. The commands
   * themselves take some time.
   */
  private static final double HELD_LONG_ENOUGH = 0.9;

  private static final String WITHOUT_RESET = "time-based";

  TargetRow {
    notes = List.copyOf(notes);
  }

  /** Returns why a row makes no sense without slow media, or empty if it does. */
  static Optional<String> needsSlowMedia(Scenario scenario, boolean slowable) {
    return !slowable && NEED_LATE_WRITES.contains(scenario.id())
        ? Optional.of("needs writes that the target holds for a while: " + HOW_TO_SLOW)
        : Optional.empty();
  }

  /**
   * Returns why a row that slows media does not say anything about the target: the commands did not
   * make any write wait as long as the row requires. Returns empty if one did wait, or if the row
   * requires none.
   *
   * @param ran the scenario that ran
   * @param longestWriteNanos the longest time that the host waited for a write
   */
  static Optional<String> heldTooShort(Scenario ran, long longestWriteNanos) {
    long wantedNanos =
        ran.faults().stream()
            .filter(scheduled -> scheduled.fault() instanceof Fault.SlowWrite)
            .mapToLong(scheduled ->
                TimeUnit.MILLISECONDS.toNanos(((Fault.SlowWrite) scheduled.fault()).takesMillis()))
            .max()
            .orElse(0);
    return longestWriteNanos >= wantedNanos * HELD_LONG_ENOUGH
        ? Optional.empty()
        : Optional.of(
            "needs writes that wait for %s; with --slow-hint-before no write waited longer than %s"
                .formatted(Text.duration(wantedNanos), Text.duration(longestWriteNanos)));
  }

  /** Returns the whole row for the emulated target. */
  static TargetRow emulated(Scenario row, long seed) {
    return new TargetRow(
        row, List.of(), false, "fenceline run %s --seed %d".formatted(row.id(), seed));
  }

  /**
   * Returns the row for an existing target.
   *
   * @param again how a user runs it again
   * @param slowable whether its media can be slowed on request
   */
  static TargetRow of(Scenario row, TargetSettings found, boolean slowable, String again) {
    List<String> notes = new ArrayList<>();
    Scenario scenario = withoutReset(LimitRow.at(row, found.ccrLimit()), found, notes);
    boolean wantsSlow = scenario.faults().stream().anyMatch(TargetRow::isOfBackEnd);
    boolean slowed = wantsSlow && slowable;
    if (wantsSlow && !slowable) {
      notes.add("No write was held: nothing told the target to be slow. " + HOW_TO_SLOW + ".");
    }
    HostVisibleExpectations.Result seen = HostVisibleExpectations.of(scenario, found, slowed);
    List<Expectation> expectations = seen.expectations();
    if (isRace(scenario)) {
      expectations = raceExpectations(expectations);
      notes.add(
          "The target may act on one reset before it takes the other; so that one of them is"
              + " accepted is all that is expected.");
    }
    if (!seen.leftOut().isEmpty()) {
      notes.add("Not checked, because the host cannot see it: " + words(seen.leftOut()) + ".");
    }
    return new TargetRow(
        script(scenario, slowed).expecting(expectations),
        notes,
        row.expectations().stream()
            .anyMatch(each -> each instanceof Expectation.DataIs data && !data.isIntact()),
        again);
  }

  private static String words(List<String> leftOut) {
    return String.join(
        "; ",
        leftOut.stream()
            .map(each -> each.endsWith(".") ? each.substring(0, each.length() - 1) : each)
            .toList());
  }

  /** Returns the row for a target without cross-controller reset. The host does not request one. */
  private static Scenario withoutReset(
      Scenario scenario, TargetSettings found, List<String> notes) {
    boolean without = scenario.target().ccrLimit() == 0 && found.ccrLimit() > 0;
    if (!without || !scenario.host().policy().asksForReset()) {
      return scenario;
    }
    notes.add("This target offers resets; the host asks for none (policy " + WITHOUT_RESET + ").");
    return Parameter.named("policy").apply(scenario, WITHOUT_RESET);
  }

  private static boolean isOfBackEnd(ScheduledFault fault) {
    return fault.fault() instanceof Fault.OnBackEnd;
  }

  /**
   * Returns the faults of the paths and, if media can be slowed, one period in which they are slow:
   * from the first slow write on, for the time that such a write takes. A moment that refers to a
   * fault that is left out becomes that fault's earliest moment. If such faults are left out, a
   * second failure is delayed: the first recovery ends sooner, and the keep alives of the new
   * controller are earlier by as much.
   */
  private static Scenario script(Scenario scenario, boolean slowed) {
    List<ScheduledFault> faults = new ArrayList<>();
    Map<String, Moment> leftOut = new HashMap<>();
    @Nullable Moment last = null;
    for (ScheduledFault scheduled : scenario.faults()) {
      String name = scheduled.name();
      if (!isOfBackEnd(scheduled)) {
        faults.add(scheduled);
      } else if (slowed && !scheduled.at().equals(last)) {
        last = scheduled.at();
        faults.add(slow(scheduled));
      } else if (name != null) {
        leftOut.put(name, scheduled.at());
      }
    }
    boolean leavesOut = !slowed && scenario.faults().stream().anyMatch(TargetRow::isOfBackEnd);
    long sooner = leavesOut ? TimeUnit.MILLISECONDS.toNanos(scenario.target().quiesceMillis()) : 0;
    return scenario.withScript(
        faults.stream().map(fault -> without(leftOut, sooner, fault)).toList(),
        scenario.actions().stream()
            .map(action ->
                new ScheduledAction(
                    without(leftOut, sooner, action.at()),
                    action.times(),
                    action.everyMillis(),
                    action.action()))
            .toList());
  }

  private static ScheduledFault without(
      Map<String, Moment> leftOut, long sooner, ScheduledFault fault) {
    @Nullable Moment until = fault.until();
    return new ScheduledFault(
        fault.name(),
        without(leftOut, sooner, fault.at()),
        until == null ? null : without(leftOut, sooner, until),
        fault.fault());
  }

  private static Moment without(Map<String, Moment> leftOut, long sooner, Moment moment) {
    String anchor = moment.anchor();
    Moment base = anchor == null ? null : leftOut.get(anchor);
    if (anchor == null && sooner > 0 && moment.offsetNanos() >= AFTER_RECONNECT_NANOS) {
      return new Moment(null, moment.offsetNanos() + sooner, moment.spreadNanos());
    }
    return base == null
        ? moment
        : new Moment(
            base.anchor(), base.offsetNanos() + moment.offsetNanos(), moment.spreadNanos());
  }

  private static ScheduledFault slow(ScheduledFault scheduled) {
    if (!(scheduled.fault() instanceof Fault.SlowWrite write)) {
      return scheduled;
    }
    String name = scheduled.name();
    Moment at = scheduled.at();
    long takesNanos = TimeUnit.MILLISECONDS.toNanos(write.takesMillis());
    Moment until =
        name == null
            ? new Moment(at.anchor(), at.offsetNanos() + takesNanos, 0)
            : new Moment(name, takesNanos, 0);
    return new ScheduledFault(name, at, until, new Fault.SlowWrite(0, write.takesMillis()));
  }

  /**
   * Reports whether two controllers are to reset each other: the emulated target waits for both.
   */
  private static boolean isRace(Scenario scenario) {
    return scenario.target().resetLatencyMicros() > 0
        && scenario.actions().stream()
                .filter(action -> action.action() instanceof Action.Ccr)
                .count()
            > 1;
  }

  private static List<Expectation> raceExpectations(List<Expectation> all) {
    List<Expectation> left =
        new ArrayList<>(all.stream().filter(Expectation.DataIs.class::isInstance).toList());
    Condition success = new Condition("status", Comparison.EQUAL, "0");
    left.add(
        new Expectation.Count(
            new EventPattern("passthrough-ccr-answered", null, new Conditions(List.of(success)), 1),
            null,
            1,
            null));
    return left;
  }
}
