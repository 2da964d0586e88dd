package dev.fenceline.app.workspace;

import dev.fenceline.clock.ClockKind;
import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.scenario.setting.ScenarioException;
import dev.fenceline.session.SessionHeader;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import org.jspecify.annotations.Nullable;

/**
 * Runs scenarios off the application thread and shows them while they run. Only one run is in
 * progress at a time. Used on the application thread.
 */
public final class Runs {
  private static final int MANY_EVENTS = 50_000;
  private static final int SELDOM = 60;

  private final BackgroundJobs jobs;
  private final UserMessages messages;
  private final OpenSessions sessions;
  private final ObjectProperty<@Nullable Scenario> scenario = new SimpleObjectProperty<>();
  private final ObjectProperty<ClockKind> clock = new SimpleObjectProperty<>(ClockKind.VIRTUAL);
  private final ReadOnlyObjectWrapper<@Nullable Live> live = new ReadOnlyObjectWrapper<>();
  private int frames;

  /**
   * A run in progress.
   *
   * @param scenario the scenario, with the paths that can be broken
   * @param clock virtual or real time
   * @param session the session that shows the run
   * @param stop ends the run soon
   * @param inject applies a fault to the run
   */
  public record Live(
      Scenario scenario,
      ClockKind clock,
      OpenSession session,
      Runnable stop,
      Consumer<Fault> inject) {}

  /** The work of a run, on a separate thread, until it ends or is stopped. */
  public interface Work {
    /** Does the work. */
    void work() throws Exception;
  }

  Runs(BackgroundJobs jobs, UserMessages messages, OpenSessions sessions) {
    this.jobs = jobs;
    this.messages = messages;
    this.sessions = sessions;
  }

  /** Returns the scenario that {@link #start} runs; null until one is chosen. */
  public ObjectProperty<@Nullable Scenario> scenario() {
    return scenario;
  }

  /** Returns whether {@link #start} uses virtual or real time. */
  public ObjectProperty<ClockKind> clock() {
    return clock;
  }

  /** Returns the run in progress; null if there is none. */
  public ReadOnlyObjectProperty<@Nullable Live> live() {
    return live.getReadOnlyProperty();
  }

  /** Returns whether a run can be started. */
  public ObservableBooleanValue possible() {
    return Bindings.and(Bindings.isNotNull(scenario), Bindings.isNull(live));
  }

  /** Returns whether a run is in progress. */
  public ObservableBooleanValue running() {
    return Bindings.isNotNull(live);
  }

  /**
   * Chooses the scenario of a session, with its seed; none if the scenario alone cannot repeat the
   * session.
   */
  void offer(SessionHeader header) {
    String text = header.scenario();
    try {
      scenario.set(
          text == null || !header.isRepeatable()
              ? null
              : ScenarioReader.recorded(text, header.title()).withSeed(header.seed()));
    } catch (ScenarioException unknown) {
      // The scenario is from another version of the program: the session can only be viewed.
      scenario.set(null);
    }
  }

  /** Runs the chosen scenario with its own seed and shows it. */
  public void start() {
    Scenario chosen = scenario.get();
    if (chosen == null || live.get() != null) {
      return;
    }
    start(new Lab(chosen, chosen.seed(), clock.get()));
  }

  /** Runs a lab that has not run yet, for example against a real target, and shows it. */
  public void start(Lab lab) {
    if (live.get() != null) {
      return;
    }
    Scenario chosen = lab.scenario();
    OpenSession session = new OpenSession(lab.header(), lab.timeline());
    Live run = new Live(chosen, lab.clock(), session, lab::stop, lab::inject);
    begin("Running " + chosen.title(), run, lab::run, error -> failed(run, error));
    if (lab.clock() == ClockKind.REAL) {
      sessions.show(session);
    }
  }

  /**
   * Begins a run of any kind, for example a target that serves. The caller shows the session when
   * it has something to show. No other run may be in progress.
   *
   * @param title the title of the job
   * @param failure takes the error that ended the run early; it must show the session if that is
   *     wanted
   */
  public void begin(String title, Live run, Work work, Consumer<Exception> failure) {
    if (live.get() != null) {
      throw new IllegalStateException("another run is in progress");
    }
    live.set(run);
    frames = 0;
    if (!run.session().header().isRepeatable()) {
      run.session().cannotBeRepeated();
    }
    BackgroundJobs.Work<Optional<Highlight>> job =
        _ -> {
          work.work();
          return Highlight.of(run.session().timeline());
        };
    Consumer<Optional<Highlight>> result = highlight -> ended(run, highlight);
    Consumer<Exception> failed =
        error -> {
          live.set(null);
          run.session().refresh();
          failure.accept(error);
        };
    switch (run.clock()) {
      case VIRTUAL -> jobs.start(title, job, run.stop(), result, failed);
      case REAL -> jobs.attend(title, job, run.stop(), result, failed);
    }
  }

  /**
   * Shows the events since the last call. Called for every frame during a run. A picture of many
   * events takes longer than a frame to compute, so for large sessions only some frames update it.
   */
  public void refresh() {
    Live running = live.get();
    int every = running != null && running.session().count().get() > MANY_EVENTS ? SELDOM : 1;
    if (running != null && frames++ % every == 0) {
      boolean atEnd = running.session().playheadNanos().get() == running.session().endNanos().get();
      running.session().refresh();
      if (atEnd) {
        running.session().seek(running.session().endNanos().get());
      }
    }
  }

  /** Reports whether the session shows the run in progress. */
  boolean isLive(OpenSession session) {
    Live running = live.get();
    return running != null && running.session() == session;
  }

  /** Ends the run soon. The events so far are kept. */
  public void stop() {
    Live running = live.get();
    if (running != null) {
      running.stop().run();
    }
  }

  /** Applies a fault to the current run. */
  public void inject(Fault fault) {
    Live running = live.get();
    if (running != null) {
      running.inject().accept(fault);
      running.session().cannotBeRepeated();
    }
  }

  private void ended(Live run, Optional<Highlight> highlight) {
    OpenSession session = run.session();
    boolean wasClosed = run.clock() == ClockKind.REAL && !sessions.all().contains(session);
    live.set(null);
    session.refresh();
    highlight.ifPresent(session::goTo);
    if (!wasClosed) {
      sessions.show(session);
    }
  }

  private void failed(Live run, Exception error) {
    Scenario what = run.scenario();
    if (run.clock() == ClockKind.VIRTUAL || sessions.all().contains(run.session())) {
      sessions.show(run.session());
    }
    messages.problem(
        new Problem(
            "The run ended early",
            what.title(),
            Optional.ofNullable(error.getMessage()).orElse(error.getClass().getSimpleName())));
  }
}
