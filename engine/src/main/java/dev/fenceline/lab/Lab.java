package dev.fenceline.lab;

import dev.fenceline.clock.ClockKind;
import dev.fenceline.clock.LabLoop;
import dev.fenceline.clock.Seed;
import dev.fenceline.event.Event;
import dev.fenceline.event.Journal;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioWriter;
import dev.fenceline.session.ProgramVersion;
import dev.fenceline.session.SessionHeader;
import dev.fenceline.tap.ByteTap;
import dev.fenceline.timeline.Timeline;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs one scenario from bring-up to verdict. {@link #run} belongs to one thread, which it keeps
 * until the run has ended; {@link #timeline}, {@link #stop} and {@link #inject} may be used from
 * any thread meanwhile.
 */
public final class Lab {
  private final Scenario scenario;
  private final long seed;
  private final ClockKind clock;
  private final LabTarget target;
  private final List<Consumer<Event>> writers = new CopyOnWriteArrayList<>();
  private final Timeline timeline = new Timeline();
  private ByteTap bytes = ByteTap.NONE;
  private volatile boolean stopping;
  private volatile @Nullable Run running;

  /**
   * A lab that has not run yet.
   *
   * @param scenario what to run
   * @param seed determines, with the scenario, every byte of a run in virtual time
   * @param clock virtual or real time
   */
  public Lab(Scenario scenario, long seed, ClockKind clock) {
    this(scenario, seed, clock, new LabTarget.Emulated());
  }

  private Lab(Scenario scenario, long seed, ClockKind clock, LabTarget target) {
    this.scenario = scenario;
    this.seed = seed;
    this.clock = clock;
    this.target = target;
  }

  /**
   * A lab against a real target, in real time, that has not run yet.
   *
   * @param scenario one for this target, as {@link RemoteScenario} makes it
   * @throws IllegalArgumentException if the scenario cannot be run against it, saying why
   */
  public static Lab against(LabTarget.Remote target, Scenario scenario, long seed) {
    target
        .refuses(scenario)
        .ifPresent(reason -> {
          throw new IllegalArgumentException(scenario.id() + ": " + reason);
        });
    return new Lab(scenario, seed, ClockKind.REAL, target);
  }

  /** A lab in virtual time that has not run yet. */
  public static Lab inVirtualTime(Scenario scenario, long seed) {
    return new Lab(scenario, seed, ClockKind.VIRTUAL);
  }

  /** Runs a scenario in virtual time to its end. */
  public static Timeline run(Scenario scenario, long seed) {
    Lab lab = inVirtualTime(scenario, seed);
    lab.run();
    return lab.timeline();
  }

  /**
   * Has a writer told of each event, on the loop's thread and after the timeline: such as a live
   * session writer. To be called before {@link #run}.
   */
  public void addWriter(Consumer<Event> writer) {
    writers.add(writer);
  }

  /** Has somebody shown the bytes of every path. To be called before {@link #run}. */
  public void showBytes(ByteTap tap) {
    bytes = tap;
  }

  /** What has happened so far: grows while the lab runs. */
  public Timeline timeline() {
    return timeline;
  }

  /** The header of this run's session file. */
  public SessionHeader header() {
    return SessionHeader.of(
        ProgramVersion.number(),
        scenario.title(),
        ScenarioWriter.write(scenario),
        seed,
        clock.word(),
        target.source());
  }

  /** What runs. */
  public Scenario scenario() {
    return scenario;
  }

  /** The seed that runs. */
  public long seed() {
    return seed;
  }

  /** The time in which it runs. */
  public ClockKind clock() {
    return clock;
  }

  /** What the paths lead to. */
  public LabTarget target() {
    return target;
  }

  /**
   * Runs the scenario; returns when it has its verdict, was stopped, or reached its limit.
   *
   * @throws TargetException if a real target cannot be reached or read
   * @throws OverwriteException if a real target holds data that must not be overwritten
   */
  public void run() {
    try (LabLoop loop = clock.loop(new Seed(seed))) {
      Journal journal = new Journal(loop::nanos);
      journal.addListener(timeline);
      Watch watch = new Watch(journal, scenario.permits());
      journal.addListener(watch);
      writers.forEach(journal::addListener);
      try (Run run =
          new Run(
              loop,
              journal,
              new Run.Plan(scenario, seed, clock, target, bytes),
              timeline,
              watch,
              () -> stopping)) {
        running = run;
        run.toVerdict();
      } finally {
        running = null;
      }
    }
  }

  /**
   * Ends the run soon; what was checked so far counts, the verdict is unknown unless corruption was
   * seen.
   */
  public void stop() {
    stopping = true;
  }

  /**
   * Breaks or heals something now. It is recorded with its moment.
   *
   * @return whether a run was there to take it
   * @throws IllegalArgumentException if the target is a real one and the fault acts inside of it
   */
  public boolean inject(Fault fault) {
    target.check(fault);
    Run run = running;
    if (run == null) {
      return false;
    }
    run.inject(fault);
    return true;
  }
}
