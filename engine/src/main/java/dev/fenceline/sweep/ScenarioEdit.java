package dev.fenceline.sweep;

import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.HostSetup;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScheduledAction;
import dev.fenceline.scenario.ScheduledFault;
import dev.fenceline.scenario.WorkloadSettings;
import dev.fenceline.scenario.setting.Moment;
import dev.fenceline.scenario.setting.SettingsBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ways to change a scenario. The result is not checked for validity. */
final class ScenarioEdit {
  /** Changes a moment; {@code number} is its index in {@link #moments}. */
  interface Move {
    Moment apply(int number, Moment moment);
  }

  private ScenarioEdit() {}

  /** Returns the same scenario as a user's own, with another id, title and summary. */
  static Scenario called(Scenario of, String id, String title, String summary) {
    return SettingsBuilder.of(of)
        .with(Scenario::id, id)
        .with(Scenario::group, Scenario.Group.OWN)
        .with(Scenario::title, title)
        .with(Scenario::summary, summary)
        .build();
  }

  /** Returns the same scenario with these additional workloads and hosts. */
  static Scenario beside(Scenario of, List<WorkloadSettings> workloads, List<HostSetup> hosts) {
    return SettingsBuilder.of(of)
        .with(Scenario::workloads, workloads)
        .with(Scenario::hosts, hosts)
        .build();
  }

  /** Returns the same scenario with a workload that ends at these times. */
  static Scenario working(Scenario of, long stopAfterRecoveryMillis, long longestMillis) {
    WorkloadSettings shorter =
        SettingsBuilder.of(of.workload())
            .with(WorkloadSettings::stopAfterRecoveryMillis, stopAfterRecoveryMillis)
            .with(WorkloadSettings::longestMillis, longestMillis)
            .build();
    return SettingsBuilder.of(of).with(Scenario::workload, shorter).build();
  }

  /**
   * Returns the same scenario with only some of its faults and actions. A moment that refers to a
   * removed one becomes the moment of the removed one.
   *
   * @param kept the numbers of those that stay: faults from 0, then actions
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

  /**
   * Returns the moments of a scenario: the beginning of each fault, its end if it has one, and the
   * moment of each action.
   */
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

  /** Returns the same scenario with other moments. */
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

  /** Returns the same moment with another offset. */
  static Moment offset(Moment of, long offsetNanos) {
    return new Moment(of.anchor(), offsetNanos, of.spreadNanos());
  }

  /** Returns the same scenario with an action that is repeated the given number of times. */
  static Scenario repeating(Scenario of, int number, int times) {
    List<ScheduledAction> actions = new ArrayList<>(of.actions());
    ScheduledAction action = actions.get(number);
    actions.set(
        number, new ScheduledAction(action.at(), times, action.everyMillis(), action.action()));
    return of.withScript(of.faults(), actions);
  }

  /** Returns the same scenario with slow writes that take at most the given time. */
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
