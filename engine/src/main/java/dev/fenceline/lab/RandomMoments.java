package dev.fenceline.lab;

import dev.fenceline.clock.Seed;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScheduledAction;
import dev.fenceline.scenario.ScheduledFault;
import dev.fenceline.scenario.setting.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws the random moments of a scenario, so that it no longer depends on the seed. They are drawn
 * in the order of the file, the named ones first, because others may refer to these.
 */
public final class RandomMoments {
  /** Name of the random numbers for the moments of faults. */
  static final String FAULTS = "faults";

  /** Name of the random numbers for the moments of actions. */
  static final String ACTIONS = "actions";

  private RandomMoments() {}

  /**
   * Returns the same scenario with every moment written out. With this seed it gives the same run.
   */
  public static Scenario of(Scenario scenario, long seed) {
    return scenario.withScript(
        faults(scenario.faults(), new Seed(seed).fork(FAULTS).random()),
        actions(scenario.actions(), new Seed(seed).fork(ACTIONS).random()));
  }

  static List<ScheduledFault> faults(List<ScheduledFault> faults, SplittableRandom random) {
    List<ScheduledFault> named = new ArrayList<>();
    for (ScheduledFault fault : faults) {
      named.add(fault.name() == null ? fault : begun(fault, random));
    }
    List<ScheduledFault> drawn = new ArrayList<>();
    for (ScheduledFault fault : named) {
      ScheduledFault begun = fault.name() == null ? begun(fault, random) : fault;
      Moment until = begun.until();
      drawn.add(
          new ScheduledFault(
              begun.name(),
              begun.at(),
              until == null ? null : moment(until, random),
              begun.fault()));
    }
    return drawn;
  }

  private static ScheduledFault begun(ScheduledFault fault, SplittableRandom random) {
    return new ScheduledFault(
        fault.name(), moment(fault.at(), random), fault.until(), fault.fault());
  }

  static List<ScheduledAction> actions(List<ScheduledAction> actions, SplittableRandom random) {
    return actions.stream()
        .map(each ->
            new ScheduledAction(
                moment(each.at(), random), each.times(), each.everyMillis(), each.action()))
        .toList();
  }

  private static Moment moment(Moment moment, SplittableRandom random) {
    return moment.spreadNanos() == 0
        ? moment
        : new Moment(
            moment.anchor(), moment.offsetNanos() + random.nextLong(moment.spreadNanos() + 1), 0);
  }
}
