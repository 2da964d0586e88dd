package dev.fenceline.lab;

import dev.fenceline.clock.ClockKind;
import dev.fenceline.event.Event;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.Parameter;
import dev.fenceline.scenario.PathSettings;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.scenario.setting.ScenarioException;
import dev.fenceline.session.SessionHeader;
import dev.fenceline.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A second branch of a run: the same scenario with the same seed and the same changes by hand up to
 * a moment, then other changes. Runs in virtual time are determined by these, so both branches have
 * the same events up to that moment; {@link #firstDifference} checks it.
 */
public final class Fork {
  private final Timeline trunk;
  private final int common;
  private final Lab lab;

  /**
   * Creates a branch that has not run yet.
   *
   * @param header the header of the run
   * @param trunk its events; it may still be running
   * @param atNanos everything up to this moment is the same; the changes come right after it
   * @param changes what is different from then on; at least one
   * @param title the title of the branch
   * @throws IllegalArgumentException if this run cannot be forked there; the message says why
   */
  public Fork(
      SessionHeader header, Timeline trunk, long atNanos, List<RunChange> changes, String title) {
    refuses(header)
        .ifPresent(reason -> {
          throw new IllegalArgumentException(reason);
        });
    this.trunk = trunk;
    this.common = eventsUpTo(trunk, atNanos);
    // What the scenario expects need not be true of what a person has made of it.
    Scenario scenario = scenario(header).expecting(List.of());
    lab = Lab.inVirtualTime(scenario, header.seed());
    lab.title(title);
    List<RunChange.Timed> all = new ArrayList<>();
    RunChange.in(trunk).stream().filter(each -> each.nanos() <= atNanos).forEach(all::add);
    changes.forEach(change -> all.add(new RunChange.Timed(atNanos + 1, change)));
    check(scenario, all);
    lab.changing(all);
  }

  /** Throws if a change does not fit what there is then. */
  private static void check(Scenario scenario, List<RunChange.Timed> changes) {
    Scenario then = scenario;
    for (RunChange.Timed each : changes) {
      switch (each.change()) {
        case RunChange.Set(Parameter parameter, String value) -> {
          if (parameter.inRun().isEmpty()) {
            throw new IllegalArgumentException(
                "%s is fixed when a run begins: change it under \"What if\"."
                    .formatted(parameter.key()));
          }
          then = parameter.apply(then, value);
        }
        case RunChange.Strike(Fault.OnPath fault) -> checkPath(scenario, fault.path());
        case RunChange.Strike(Fault.Ana fault) -> checkPath(scenario, fault.path());
        case RunChange.Strike(Fault.OnBackEnd _) -> {}
      }
    }
  }

  private static void checkPath(Scenario scenario, String name) {
    List<String> names = scenario.allPaths().stream().map(PathSettings::name).toList();
    if (!names.contains(name)) {
      throw new IllegalArgumentException(
          "There is no path %s: the paths are %s.".formatted(name, String.join(", ", names)));
    }
  }

  private static Scenario scenario(SessionHeader header) {
    return ScenarioReader.recorded(String.valueOf(header.scenario()), header.title())
        .withSeed(header.seed());
  }

  /** Returns why no run of this kind can be forked; empty if it can. */
  public static Optional<String> refuses(SessionHeader header) {
    if (!header.isRepeatable()) {
      return Optional.of(
          "Only a run of a scenario against the emulated target can be forked: others cannot be"
              + " repeated up to a moment.");
    }
    if (!header.clock().equals(ClockKind.VIRTUAL.word())) {
      return Optional.of(
          "A run in real time cannot be forked: it would not come to the same moment again. Run the"
              + " scenario in virtual time.");
    }
    try {
      scenario(header);
      return Optional.empty();
    } catch (ScenarioException unreadable) {
      return Optional.of("This version cannot read the scenario of the run.");
    }
  }

  private static int eventsUpTo(Timeline timeline, long nanos) {
    int low = 0;
    int high = timeline.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (timeline.nanos(middle) <= nanos) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Returns the branch, for running. */
  public Lab lab() {
    return lab;
  }

  /**
   * Returns the first event up to the fork that is not the same in both branches; empty if all are.
   * To be called when the branch has run.
   */
  public Optional<Event> firstDifference() {
    for (int i = 0; i < common; i++) {
      Event event = trunk.event(i);
      if (i >= lab.timeline().size() || !event.equals(lab.timeline().event(i))) {
        return Optional.of(event);
      }
    }
    return Optional.empty();
  }
}
