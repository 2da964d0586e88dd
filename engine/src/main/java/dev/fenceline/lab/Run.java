package dev.fenceline.lab;

import dev.fenceline.clock.ClockKind;
import dev.fenceline.clock.LabLoop;
import dev.fenceline.event.Cause;
import dev.fenceline.event.Finding;
import dev.fenceline.event.Journal;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Note;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.RunEvent.Stage;
import dev.fenceline.remote.ConnectProblem;
import dev.fenceline.remote.LabTarget;
import dev.fenceline.remote.OverwriteException;
import dev.fenceline.remote.RemoteBlocks;
import dev.fenceline.remote.RemoteSide;
import dev.fenceline.remote.SlowHintException;
import dev.fenceline.remote.TargetException;
import dev.fenceline.remote.TargetSide;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.Parameter;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.WorkloadSettings.Access;
import dev.fenceline.tap.pdu.ByteTap;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.verify.ExpectationCheck;
import dev.fenceline.verify.IntegrityCheck;
import dev.fenceline.workload.Originals;
import dev.fenceline.workload.Survey;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * One run in stages: bring up every path, apply load while faults strike, stop, wait until it
 * settles, read everything back, judge. Loop thread only, except {@link #inject}.
 *
 * <p>The order of the last three matters: reading a block before the last stale copy has left the
 * back end would hide the overwrite.
 */
final class Run implements AutoCloseable {
  private static final long BRING_UP_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long READ_BACK_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

  /**
   * The plan of a run.
   *
   * @param clock virtual or real time; real if the target is
   * @param bytes a tap that is shown the bytes of every path
   */
  record Plan(Scenario scenario, long seed, ClockKind clock, LabTarget target, ByteTap bytes) {}

  private final LabLoop loop;
  private final Journal journal;
  private final Scenario scenario;
  private final LabTarget target;
  private final Timeline timeline;
  private final BooleanSupplier stopping;
  private final Wiring wiring;
  private final Script script;
  private final Watch watch;
  private final long limitNanos;
  private long byHandUntilNanos;

  Run(
      LabLoop loop,
      Journal journal,
      Plan plan,
      Timeline timeline,
      Watch watch,
      BooleanSupplier stopping) {
    this.loop = loop;
    this.journal = journal;
    this.scenario = plan.scenario();
    this.target = plan.target();
    this.timeline = timeline;
    this.stopping = stopping;
    this.watch = watch;
    this.limitNanos = TimeUnit.MILLISECONDS.toNanos(scenario.limitMillis());
    journal.record(
        Lane.LAB,
        Cause.NONE,
        new RunEvent.Started(scenario.id(), plan.seed(), plan.clock().word(), policies(scenario)));
    wiring = new Wiring(loop, journal, scenario, targetSide(), plan.bytes());
    script = new Script(loop, journal, scenario.faults(), scenario.actions());
  }

  private static String policies(Scenario scenario) {
    return scenario.allHosts().stream()
        .map(setup -> setup.host().policy().word())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private TargetSide targetSide() {
    return switch (target) {
      case LabTarget.Emulated _ -> new EmulatedSide(loop, journal, scenario.target());
      case LabTarget.Remote remote -> {
        RemoteSide side = new RemoteSide(loop, journal, scenario, remote);
        journal.addListener(side);
        yield side;
      }
    };
  }

  /**
   * Runs from bring-up to verdict.
   *
   * @throws TargetException if a real target cannot be reached or read
   * @throws SlowHintException if the command that makes its media slow failed
   * @throws OverwriteException if a real target holds data that must not be overwritten
   */
  void toVerdict() {
    try {
      wiring.open();
      if (reach(Stage.READY, loop.nanos() + BRING_UP_LIMIT_NANOS, this::isBroughtUp)) {
        work(wiring.loads(originals()));
        wiring
            .problem()
            .ifPresent(problem -> {
              throw new SlowHintException(problem);
            });
      }
    } catch (TargetException | SlowHintException | OverwriteException ended) {
      judge();
      throw ended;
    }
    judge();
  }

  /** Reports whether every path is live. Throws if a real target cannot be reached. */
  private boolean isBroughtUp() {
    if (target instanceof LabTarget.Remote) {
      ConnectProblem.find(timeline)
          .ifPresent(problem -> {
            throw new TargetException(problem);
          });
    }
    return wiring.isEveryPathLive();
  }

  private Originals originals() {
    return switch (target) {
      case LabTarget.Emulated _ -> Originals.blank();
      case LabTarget.Remote remote -> {
        Survey.Result found = RemoteBlocks.survey(loop, wiring.survey());
        boolean writes = scenario.workload().access() == Access.READ_WRITE;
        if (writes && found.others() > 0 && !remote.overwrite()) {
          throw new OverwriteException(scenario.workload(), found);
        }
        yield found.originals();
      }
    };
  }

  private void work(List<Load> loads) {
    loads.forEach(load -> load.workload().start());
    script.start(wiring, wiring.begunNanos());
    untilRecovered();
    loads.forEach(load -> load.workload().stop());
    if (reach(Stage.WORKLOAD_STOPPED, limitNanos, () -> areIdle(loads))
        && reach(Stage.SETTLED, limitNanos, wiring::isSettled)) {
      readBack(loads);
    }
  }

  private static boolean areIdle(List<Load> loads) {
    return loads.stream().allMatch(load -> load.workload().isIdle());
  }

  /**
   * Waits until every fault has struck and been detected, every action was taken, and every path
   * has been live again, or given up, for a while.
   */
  private void untilRecovered() {
    long earliestNanos = script.detectedByNanos(detectionNanos());
    long workloadLimitNanos =
        loop.nanos() + TimeUnit.MILLISECONDS.toNanos(scenario.workload().longestMillis());
    long calmNanos = TimeUnit.MILLISECONDS.toNanos(scenario.workload().stopAfterRecoveryMillis());
    do {
      drive(
          workloadLimitNanos,
          () -> script.isDone() && loop.nanos() >= earliestNanos && isRecovered());
      drive(Math.min(workloadLimitNanos, loop.nanos() + calmNanos), () -> !isRecovered());
    } while (!isRecovered() && loop.nanos() < workloadLimitNanos && !stopping.getAsBoolean());
  }

  /** Reports whether every path is live or given up, and no change by hand can still end that. */
  private boolean isRecovered() {
    return loop.nanos() >= byHandUntilNanos && wiring.isRecovered();
  }

  private void readBack(List<Load> loads) {
    if (!loads.stream().allMatch(Load::isReadable)) {
      journal.record(
          Lane.LAB,
          Cause.NONE,
          new Note("nothing could be read back: a host has no path to its namespace"));
      return;
    }
    AtomicInteger left = new AtomicInteger(loads.size());
    loads.forEach(load -> load.readBack(left::decrementAndGet));
    reach(Stage.READ_BACK, loop.nanos() + READ_BACK_LIMIT_NANOS, () -> left.get() == 0);
  }

  private void judge() {
    IntegrityCheck.Result integrity = IntegrityCheck.check(timeline);
    integrity.findings().forEach(finding -> journal.record(Lane.LAB, Cause.NONE, finding));
    watch.judged(integrity.verdict());
    List<Finding> missed = ExpectationCheck.check(scenario, timeline, integrity.verdict());
    missed.forEach(finding -> journal.record(Lane.LAB, Cause.NONE, finding));
    journal.record(
        Lane.LAB,
        Cause.NONE,
        new RunEvent.Ended(
            integrity.verdict(),
            integrity.corruptions(),
            missed.size() + watch.breaches(),
            integrity.blocksChecked()));
    journal.end();
  }

  /** Drives the loop until a stage is reached. Records and reports whether it was. */
  private boolean reach(Stage stage, long untilNanos, BooleanSupplier condition) {
    drive(untilNanos, condition);
    boolean reached = condition.getAsBoolean() && !stopping.getAsBoolean();
    journal.record(
        Lane.LAB,
        Cause.NONE,
        reached
            ? new RunEvent.Reached(stage)
            : new Note(
                stopping.getAsBoolean()
                    ? "stopped by hand"
                    : "the run ended before it was " + stage.words()));
    return reached;
  }

  private boolean isInterrupted() {
    return stopping.getAsBoolean() || wiring.problem().isPresent();
  }

  private void drive(long untilNanos, BooleanSupplier condition) {
    loop.runUntil(untilNanos, () -> isInterrupted() || condition.getAsBoolean());
  }

  /**
   * Applies a fault that a user gave, from any thread. Records it so that the session can be run
   * again.
   */
  void inject(Fault fault) {
    RunChange change = new RunChange.Strike(fault);
    loop.execute(() -> {
      if (loop.isVirtual()) {
        // After everything that is due now, so that the moment alone says when to repeat it.
        plan(new RunChange.Timed(loop.nanos() + 1, change));
      } else {
        apply(change);
      }
    });
  }

  /** Makes a change at its moment. */
  void plan(RunChange.Timed planned) {
    loop.schedule(planned.nanos() - loop.nanos(), () -> apply(planned.change()));
  }

  private void apply(RunChange change) {
    switch (change) {
      case RunChange.Strike(Fault fault) -> {
        journal.record(Lane.LAB, Cause.NONE, new RunEvent.FaultApplied(fault.command(), true));
        byHandUntilNanos = loop.nanos() + Script.noticedWithinNanos(fault, detectionNanos());
        wiring.apply(fault);
      }
      case RunChange.Set(Parameter parameter, String value) -> {
        journal.record(Lane.LAB, Cause.NONE, new RunEvent.SettingChanged(parameter.key(), value));
        wiring.change(parameter, value);
      }
    }
  }

  /** An outage is detected within two keep-alive periods. */
  private long detectionNanos() {
    long katoMillis =
        scenario.allHosts().stream().mapToLong(each -> each.host().katoMillis()).max().orElse(0);
    return TimeUnit.MILLISECONDS.toNanos(2 * katoMillis);
  }

  @Override
  public void close() {
    wiring.close();
  }
}
