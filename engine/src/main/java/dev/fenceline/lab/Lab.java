package dev.fenceline.lab;

import dev.fenceline.clock.ClockKind;
import dev.fenceline.clock.LabLoop;
import dev.fenceline.clock.Seed;
import dev.fenceline.event.Event;
import dev.fenceline.event.Journal;
import dev.fenceline.remote.LabTarget;
import dev.fenceline.remote.OverwriteException;
import dev.fenceline.remote.RemoteScenario;
import dev.fenceline.remote.TargetException;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioWriter;
import dev.fenceline.session.ProgramVersion;
import dev.fenceline.session.SessionHeader;
import dev.fenceline.tap.pdu.ByteTap;
import dev.fenceline.timeline.Timeline;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs one scenario from bring-up to verdict. {@link #run} blocks its thread until the run has
 * ended. In the meantime {@link #timeline}, {@link #stop} and {@link #inject} may be called from
 * any thread.
 */
public final class Lab {
  private final Scenario scenario;
  private final long seed;
  private final ClockKind clock;
  private final LabTarget target;
  private final List<Consumer<Event>> writers = new CopyOnWriteArrayList<>();
  private final Timeline timeline = new Timeline();
  private ByteTap bytes = ByteTap.NONE;
  private List<RunChange.Timed> changes = List.of();
  private String title;
  private @Nullable RunControl control;
  private volatile boolean stopping;
  private volatile @Nullable Run running;

  /**
   * Creates a lab that has not run yet.
   *
   * @param scenario the scenario to run
   * @param seed determines, with the scenario, every byte of a run in virtual time
   * @param clock virtual or real time
   */
  public Lab(Scenario scenario, long seed, ClockKind clock) {
    this(scenario, seed, clock, new LabTarget.Emulated());
  }

  private Lab(Scenario scenario, long seed, ClockKind clock, LabTarget target) {
    this.scenario = scenario;
    this.title = scenario.title();
    this.seed = seed;
    this.clock = clock;
    this.target = target;
  }

  /**
   * Creates a lab against a real target, in real time, that has not run yet.
   *
   * @param scenario a scenario for this target, as {@link RemoteScenario} makes it
   * @throws IllegalArgumentException if the scenario cannot be run against it; the message says why
   */
  public static Lab against(LabTarget.Remote target, Scenario scenario, long seed) {
    target
        .refuses(scenario)
        .ifPresent(reason -> {
          throw new IllegalArgumentException(scenario.id() + ": " + reason);
        });
    return new Lab(scenario, seed, ClockKind.REAL, target);
  }

  /** Creates a lab in virtual time that has not run yet. */
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
   * Adds a writer, such as a live session writer, that is called with each event, on the loop's
   * thread and after the timeline. Must be called before {@link #run}.
   */
  public void addWriter(Consumer<Event> writer) {
    writers.add(writer);
  }

  /** Sets a tap that is shown the bytes of every path. Must be called before {@link #run}. */
  public void showBytes(ByteTap tap) {
    bytes = tap;
  }

  /**
   * Returns what can pause the run. Must be called before {@link #run}.
   *
   * @throws IllegalStateException if the run is in real time, which cannot be paused: the clocks of
   *     host and target would go on, and their timers expire
   */
  public RunControl control() {
    if (clock == ClockKind.REAL) {
      throw new IllegalStateException("a run in real time cannot be paused");
    }
    RunControl made = control == null ? new RunControl() : control;
    control = made;
    return made;
  }

  /** Sets the title of the session, which otherwise is that of the scenario. */
  void title(String newTitle) {
    title = newTitle;
  }

  /** Makes changes at their moments, as if by hand. Must be called before {@link #run}. */
  void changing(List<RunChange.Timed> planned) {
    changes = List.copyOf(planned);
  }

  /** Returns the timeline, which grows while the lab runs. */
  public Timeline timeline() {
    return timeline;
  }

  /** Returns the header of this run's session file. */
  public SessionHeader header() {
    return SessionHeader.of(
        ProgramVersion.number(),
        title,
        ScenarioWriter.write(scenario),
        seed,
        clock.word(),
        target.source());
  }

  /** Returns the scenario. */
  public Scenario scenario() {
    return scenario;
  }

  /** Returns the kind of time in which it runs. */
  public ClockKind clock() {
    return clock;
  }

  /** Returns the target of the paths. */
  public LabTarget target() {
    return target;
  }

  /**
   * Runs the scenario. Returns when it has its verdict, was stopped, or reached its limit.
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
      RunControl held = control;
      if (held != null) {
        journal.addListener(held);
        loop.gate(held);
      }
      try (Run run =
          new Run(
              loop,
              journal,
              new Run.Plan(scenario, seed, clock, target, bytes),
              timeline,
              watch,
              () -> stopping)) {
        running = run;
        changes.forEach(run::plan);
        run.toVerdict();
      } finally {
        running = null;
      }
    }
  }

  /**
   * Ends the run soon. The checks so far count. The verdict is unknown unless corruption was seen.
   */
  public void stop() {
    stopping = true;
    if (control != null) {
      control.release();
    }
  }

  /**
   * Applies a fault now and records it with its moment.
   *
   * @return whether a run was in progress and took it
   * @throws IllegalArgumentException if the target is a real one and the fault acts inside it
   */
  public boolean inject(Fault fault) {
    target.check(fault);
    Run run = running;
    if (run == null) {
      return false;
    }
    run.inject(fault);
    if (control != null) {
      control.ask();
    }
    return true;
  }
}
