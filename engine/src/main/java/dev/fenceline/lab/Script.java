package dev.fenceline.lab;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.event.ActionEvent;
import dev.fenceline.event.Cause;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Note;
import dev.fenceline.event.Recorder;
import dev.fenceline.event.RunEvent;
import dev.fenceline.scenario.Action;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.ScheduledAction;
import dev.fenceline.scenario.ScheduledFault;
import dev.fenceline.scenario.setting.Moment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Applies the faults of a scenario and the actions of a user at the host at their moments. Random
 * moments are drawn from the seed when the script is created, so that they do not depend on what
 * happens in the run.
 */
final class Script {
  /** The object on which faults and actions take effect. */
  interface Bench {
    /** Applies a fault, which breaks or heals something. */
    void apply(Fault fault);

    /** Performs a user's action; {@code cause} is the event that reports it. */
    void act(Action action, Cause cause);
  }

  /** A fault or action at a time that was drawn for it. */
  private sealed interface Planned {
    long atNanos();
  }

  private record Strike(long atNanos, Fault fault) implements Planned {}

  private record Act(long atNanos, Action action) implements Planned {}

  private final LabLoop loop;
  private final Recorder recorder;
  private final List<Planned> plan;
  private long lateNanos;
  private int done;

  /**
   * @throws IllegalArgumentException if a moment refers to a name that no earlier fault has, or is
   *     before the beginning of the session
   */
  Script(
      LabLoop loop, Recorder recorder, List<ScheduledFault> faults, List<ScheduledAction> actions) {
    this.loop = loop;
    this.recorder = recorder;
    Map<String, Long> moments = new HashMap<>();
    List<Planned> steps = new ArrayList<>();
    steps.addAll(
        strikes(RandomMoments.faults(faults, loop.fork(RandomMoments.FAULTS).random()), moments));
    steps.addAll(
        acts(RandomMoments.actions(actions, loop.fork(RandomMoments.ACTIONS).random()), moments));
    steps.sort(Comparator.comparingLong(Planned::atNanos));
    plan = List.copyOf(steps);
  }

  private static List<Planned> strikes(List<ScheduledFault> faults, Map<String, Long> moments) {
    for (ScheduledFault fault : faults) {
      String name = fault.name();
      if (name != null) {
        moments.put(name, nanos(fault.at(), moments));
      }
    }
    List<Planned> strikes = new ArrayList<>();
    for (ScheduledFault fault : faults) {
      strikes.add(new Strike(nanos(fault.at(), moments), fault.fault()));
      Moment until = fault.until();
      if (until != null) {
        strikes.add(new Strike(nanos(until, moments), ending(fault.fault())));
      }
    }
    return strikes;
  }

  private static List<Planned> acts(List<ScheduledAction> actions, Map<String, Long> moments) {
    List<Planned> acts = new ArrayList<>();
    for (ScheduledAction scheduled : actions) {
      long first = nanos(scheduled.at(), moments);
      long every = TimeUnit.MILLISECONDS.toNanos(scheduled.everyMillis());
      for (int i = 0; i < scheduled.times(); i++) {
        acts.add(new Act(first + i * every, scheduled.action()));
      }
    }
    return acts;
  }

  private static long nanos(Moment moment, Map<String, Long> moments) {
    long base = 0;
    String anchor = moment.anchor();
    if (anchor != null) {
      Long known = moments.get(anchor);
      if (known == null) {
        throw new IllegalArgumentException(
            "a moment refers to \"" + anchor + "\", but no fault has this name");
      }
      base = known;
    }
    long nanos = base + moment.offsetNanos();
    if (nanos < 0) {
      throw new IllegalArgumentException("a moment is before the session begins");
    }
    return nanos;
  }

  /** Returns the fault that ends a fault with a duration. */
  private static Fault ending(Fault fault) {
    return switch (fault) {
      case Fault.SlowWrite slow -> new Fault.SlowWriteOff(slow.controller());
      case Fault.Hang hang -> new Fault.HangOff(hang.controller());
      case Fault.Ana ana -> new Fault.Ana(ana.path(), Fault.Ana.State.OPTIMIZED);
      case Fault.OnPath onPath -> new Fault.Heal(onPath.path());
      case Fault.SlowWriteOff off -> off;
      case Fault.HangOff off -> off;
    };
  }

  /**
   * Schedules all steps. Each step is recorded, then passed to {@code bench}. If the first step is
   * overdue because bring-up took longer, all steps are delayed by the same time: a fault must not
   * end at the instant at which it strikes.
   *
   * @param begunNanos time from which the moments count, or 0 if bring-up takes negligible time
   */
  void start(Bench bench, long begunNanos) {
    lateNanos = begunNanos;
    if (!plan.isEmpty() && begunNanos + plan.getFirst().atNanos() < loop.nanos()) {
      lateNanos = loop.nanos() - plan.getFirst().atNanos();
      recorder.record(
          Lane.LAB,
          Cause.NONE,
          new Note(
              "bring-up ended after the first fault or action was due: all of them come %d ms later"
                  .formatted(TimeUnit.NANOSECONDS.toMillis(lateNanos))));
    }
    for (Planned planned : plan) {
      loop.schedule(planned.atNanos() + lateNanos - loop.nanos(), () -> step(planned, bench));
    }
  }

  private void step(Planned planned, Bench bench) {
    done++;
    switch (planned) {
      case Strike(_, Fault fault) -> {
        recorder.record(Lane.LAB, Cause.NONE, new RunEvent.FaultApplied(fault.command(), false));
        bench.apply(fault);
      }
      case Act(_, Action action) ->
          bench.act(
              action,
              recorder.record(Lane.LAB, Cause.NONE, new ActionEvent.Taken(action.command())));
    }
  }

  /** Reports whether all steps have happened. */
  boolean isDone() {
    return done == plan.size();
  }

  /**
   * Returns the time by which the last effect of a breaking fault must have been detected: an
   * outage is detected within two keep-alive periods.
   */
  long detectedByNanos(long allowanceNanos) {
    long latest = 0;
    for (Planned planned : plan) {
      long noticedNanos =
          planned instanceof Strike(_, Fault fault) ? noticedWithinNanos(fault, allowanceNanos) : 0;
      latest = Math.max(latest, planned.atNanos() + noticedNanos);
    }
    return latest + lateNanos;
  }

  /** Returns how long a fault can stay unnoticed: nothing else waits for faults that heal. */
  static long noticedWithinNanos(Fault fault, long allowanceNanos) {
    boolean breaks = fault instanceof Fault.OnPath && !(fault instanceof Fault.Heal);
    return breaks ? allowanceNanos : 0;
  }
}
