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
  private final List<Consumer<Event>> writers = new CopyOnWriteArrayList<>();
  private final Timeline timeline = new Timeline();
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
    this.scenario = scenario;
    this.seed = seed;
    this.clock = clock;
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
        "emulated");
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

  /** Runs the scenario; returns when it has its verdict, was stopped, or reached its limit. */
  public void run() {
    try (LabLoop loop = clock.loop(new Seed(seed))) {
      Journal journal = new Journal(loop::nanos);
      journal.addListener(timeline);
      Watch watch = new Watch(journal, scenario.permits());
      journal.addListener(watch);
      writers.forEach(journal::addListener);
      try (Run run =
          new Run(loop, journal, scenario, seed, clock, timeline, watch, () -> stopping)) {
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
   */
  public boolean inject(Fault fault) {
    Run run = running;
    if (run == null) {
      return false;
    }
    run.inject(fault);
    return true;
  }
}
