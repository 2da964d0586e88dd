package dev.fenceline.sweep;

import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.HostSetup;
import dev.fenceline.scenario.Moment;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScheduledAction;
import dev.fenceline.scenario.ScheduledFault;
import dev.fenceline.scenario.SettingsBuilder;
import dev.fenceline.scenario.WorkloadSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ways to change a scenario. What comes out is not checked for whether it makes sense. */
final class Draft {
  /** What becomes of a moment; {@code number} counts as {@link #moments} does. */
  interface Move {
    Moment apply(int number, Moment moment);
  }

  private Draft() {}

  /** The same as a person's own, with other words about it. */
  static Scenario called(Scenario of, String id, String title, String summary) {
    return SettingsBuilder.of(of)
        .with(Scenario::id, id)
        .with(Scenario::group, Scenario.Group.OWN)
        .with(Scenario::title, title)
        .with(Scenario::summary, summary)
        .build();
  }

  /** The same with these further workloads and hosts. */
  static Scenario beside(Scenario of, List<WorkloadSettings> workloads, List<HostSetup> hosts) {
    return SettingsBuilder.of(of)
        .with(Scenario::workloads, workloads)
        .with(Scenario::hosts, hosts)
        .build();
  }

  /** The same with a workload that ends when these times say so. */
  static Scenario working(Scenario of, long stopAfterRecoveryMillis, long longestMillis) {
    WorkloadSettings shorter =
        SettingsBuilder.of(of.workload())
            .with(WorkloadSettings::stopAfterRecoveryMillis, stopAfterRecoveryMillis)
            .with(WorkloadSettings::longestMillis, longestMillis)
            .build();
    return SettingsBuilder.of(of).with(Scenario::workload, shorter).build();
  }

  /**
   * The same with some of its faults and actions only. A moment that refers to one that has gone
   * becomes what that one's moment was.
   *
   * @param kept their numbers: faults from 0, then actions
   */
  static Scenario keeping(Scenario of, List<Integer> kept) {
    int faults = of.faults().size();
    Map<String, Moment> gone = new HashMap<>();
    for (int i = 0; i < faults; i++) {
      String name = of.faults().get(i).name();
      if (name != null && !kept.contains(i)) {
        gone.put(name, of.faults().get(i).at());
      }
    }
    Scenario detached = moved(of, (_, moment) -> detached(moment, gone));
    return detached.withScript(
        kept.stream().filter(i -> i < faults).map(detached.faults()::get).toList(),
        kept.stream()
            .filter(i -> i >= faults)
            .map(i -> detached.actions().get(i - faults))
            .toList());
  }

  private static Moment detached(Moment moment, Map<String, Moment> gone) {
    Moment anchor = anchor(moment, gone);
    return anchor == null
        ? moment
        : detached(
            new Moment(
                anchor.anchor(),
                anchor.offsetNanos() + moment.offsetNanos(),
                anchor.spreadNanos() + moment.spreadNanos()),
            gone);
  }

  private static @Nullable Moment anchor(Moment moment, Map<String, Moment> gone) {
    String anchor = moment.anchor();
    return anchor == null ? null : gone.get(anchor);
  }

  /** Its moments: of each fault when it begins and, if it says so, when it ends; of each action. */
  static List<Moment> moments(Scenario of) {
    List<Moment> moments = new ArrayList<>();
    moved(
        of,
        (_, moment) -> {
          moments.add(moment);
          return moment;
        });
    return moments;
  }

  /** The same with other moments. */
  static Scenario moved(Scenario of, Move move) {
    int number = 0;
    List<ScheduledFault> faults = new ArrayList<>();
    for (ScheduledFault fault : of.faults()) {
      Moment at = move.apply(number++, fault.at());
      Moment until = fault.until();
      faults.add(
          new ScheduledFault(
              fault.name(), at, until == null ? null : move.apply(number++, until), fault.fault()));
    }
    List<ScheduledAction> actions = new ArrayList<>();
    for (ScheduledAction action : of.actions()) {
      actions.add(
          new ScheduledAction(
              move.apply(number++, action.at()),
              action.times(),
              action.everyMillis(),
              action.action()));
    }
    return of.withScript(faults, actions);
  }

  /** The same with an offset of a moment. */
  static Moment offset(Moment of, long offsetNanos) {
    return new Moment(of.anchor(), offsetNanos, of.spreadNanos());
  }

  /** The same with an action that is taken so many times. */
  static Scenario repeating(Scenario of, int number, int times) {
    List<ScheduledAction> actions = new ArrayList<>(of.actions());
    ScheduledAction action = actions.get(number);
    actions.set(
        number, new ScheduledAction(action.at(), times, action.everyMillis(), action.action()));
    return of.withScript(of.faults(), actions);
  }

  /** The same with slow writes that take at most so long. */
  static Scenario slowing(Scenario of, long mostMillis) {
    List<ScheduledFault> faults =
        of.faults().stream()
            .map(each ->
                each.fault() instanceof Fault.SlowWrite(int controller, long takesMillis)
                    ? new ScheduledFault(
                        each.name(),
                        each.at(),
                        each.until(),
                        new Fault.SlowWrite(controller, Math.min(takesMillis, mostMillis)))
                    : each)
            .toList();
    return of.withScript(faults, of.actions());
  }
}
