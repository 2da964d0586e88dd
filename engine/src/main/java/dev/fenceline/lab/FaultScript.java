package dev.fenceline.lab;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Recorder;
import dev.fenceline.event.RunEvent;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.Moment;
import dev.fenceline.scenario.ScheduledFault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Applies the faults of a scenario at their moments. What is drawn from the seed is drawn when the
 * script is made, in the order of the file, so that a fault's moment depends on nothing that
 * happens in the run.
 */
final class FaultScript {
  /** A fault with the time that was drawn for it. */
  private record Planned(long atNanos, Fault fault) {}

  private final LabLoop loop;
  private final Recorder recorder;
  private final List<Planned> plan;
  private int applied;

  /**
   * @throws IllegalArgumentException when a moment refers to a name that no earlier fault has, or
   *     lies before the session began
   */
  FaultScript(LabLoop loop, Recorder recorder, List<ScheduledFault> faults) {
    this.loop = loop;
    this.recorder = recorder;
    this.plan = plan(faults, loop.fork("faults").random());
  }

  private static List<Planned> plan(List<ScheduledFault> faults, SplittableRandom random) {
    Map<String, Long> moments = new HashMap<>();
    for (ScheduledFault fault : faults) {
      String name = fault.name();
      if (name != null) {
        moments.put(name, nanos(fault.at(), moments, random));
      }
    }
    java.util.ArrayList<Planned> plan = new java.util.ArrayList<>();
    for (ScheduledFault fault : faults) {
      String name = fault.name();
      Long known = name == null ? null : moments.get(name);
      plan.add(
          new Planned(known == null ? nanos(fault.at(), moments, random) : known, fault.fault()));
      Moment until = fault.until();
      if (until != null) {
        plan.add(new Planned(nanos(until, moments, random), ending(fault.fault())));
      }
    }
    plan.sort(java.util.Comparator.comparingLong(Planned::atNanos));
    return List.copyOf(plan);
  }

  private static long nanos(Moment moment, Map<String, Long> moments, SplittableRandom random) {
    long base = 0;
    String anchor = moment.anchor();
    if (anchor != null) {
      Long known = moments.get(anchor);
      if (known == null) {
        throw new IllegalArgumentException(
            "a fault's moment refers to \"" + anchor + "\", but no fault has this name");
      }
      base = known;
    }
    long spread = moment.spreadNanos() == 0 ? 0 : random.nextLong(moment.spreadNanos() + 1);
    long nanos = base + moment.offsetNanos() + spread;
    if (nanos < 0) {
      throw new IllegalArgumentException("a fault's moment lies before the session begins");
    }
    return nanos;
  }

  /** What ends a fault that has an end of its own. */
  private static Fault ending(Fault fault) {
    return switch (fault) {
      case Fault.SlowWrite slow -> new Fault.SlowWriteOff(slow.controller());
      case Fault.Hang hang -> new Fault.HangOff(hang.controller());
      case Fault.OnPath onPath -> new Fault.Heal(onPath.path());
      case Fault.SlowWriteOff off -> off;
      case Fault.HangOff off -> off;
    };
  }

  /** Schedules every fault; each is recorded, then handed to {@code bench}. */
  void start(Consumer<Fault> bench) {
    for (Planned planned : plan) {
      loop.schedule(
          planned.atNanos() - loop.nanos(),
          () -> {
            applied++;
            recorder.record(
                Lane.LAB, 0, new RunEvent.FaultApplied(planned.fault().command(), false));
            bench.accept(planned.fault());
          });
    }
  }

  /** Whether every fault was applied. */
  boolean isDone() {
    return applied == plan.size();
  }

  /**
   * When the last effect of a breaking fault must have been detected: an outage is noticed within
   * two keep-alive periods.
   *
   * @param allowanceNanos those two periods
   */
  long detectedByNanos(long allowanceNanos) {
    long latest = 0;
    for (Planned planned : plan) {
      boolean breaks =
          planned.fault() instanceof Fault.OnPath onPath && !(onPath instanceof Fault.Heal);
      latest = Math.max(latest, planned.atNanos() + (breaks ? allowanceNanos : 0));
    }
    return latest;
  }
}
