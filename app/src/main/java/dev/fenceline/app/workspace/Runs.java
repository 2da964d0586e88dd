package dev.fenceline.app.workspace;

import dev.fenceline.clock.ClockKind;
import dev.fenceline.lab.Lab;
import dev.fenceline.lab.RunControl;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.scenario.setting.ScenarioException;
import dev.fenceline.session.SessionHeader;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
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
  private final ReadOnlyObjectWrapper<@Nullable Fault> injected = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<RunControl.@Nullable Halt> halt =
      new ReadOnlyObjectWrapper<>();
  private final Following following = new Following();
  private int frames;
  private boolean wasShown;

  /**
   * A run in progress.
   *
   * @param scenario the scenario, with the paths that can be broken
   * @param clock virtual or real time
   * @param session the session that shows the run
   * @param stop ends the run soon
   * @param inject applies a fault to the run
   * @param control what can pause the run; empty if nothing can
   */
  public record Live(
      Scenario scenario,
      ClockKind clock,
      OpenSession session,
      Runnable stop,
      Consumer<Fault> inject,
      Optional<RunControl> control) {
    /** Creates a run that nothing can pause. */
    public Live(
        Scenario scenario,
        ClockKind clock,
        OpenSession session,
        Runnable stop,
        Consumer<Fault> inject) {
      this(scenario, clock, session, stop, inject, Optional.empty());
    }
  }

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

  /** Returns where the run in progress stands still; null if it does not. */
  public ReadOnlyObjectProperty<RunControl.@Nullable Halt> halt() {
    return halt.getReadOnlyProperty();
  }

  /** Tells where the run in progress stands still; null if it goes on. */
  public void stands(RunControl.@Nullable Halt where) {
    halt.set(where);
  }

  /** Returns why no run can be started now; empty if one can. */
  public ObservableValue<String> whyNoStart() {
    return Bindings.createStringBinding(
        () ->
            live.get() != null
                ? "A run is in progress"
                : scenario.get() == null ? "No scenario is chosen" : "",
        live,
        scenario);
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
    Optional<RunControl> control =
        lab.clock() == ClockKind.VIRTUAL ? Optional.of(lab.control()) : Optional.empty();
    Live run = new Live(chosen, lab.clock(), session, lab::stop, lab::inject, control);
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
    frames = 0;
    wasShown = false;
    following.begin();
    live.set(run);
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
    jobs.attend(title, job, run.stop(), result, failed);
  }

  /**
   * Shows the events since the last call. Called for every frame during a run. A picture of many
   * events takes longer than a frame to compute, so for large sessions only some frames update it.
   */
  public void refresh() {
    Live running = live.get();
    int every = running != null && running.session().count().get() > MANY_EVENTS ? SELDOM : 1;
    if (running != null) {
      wasShown |= sessions.all().contains(running.session());
    }
    if (running != null && frames++ % every == 0) {
      following.refresh(running.session());
    }
  }

  /** Shows all events of the run in progress, for example because it stands still. */
  public void catchUp() {
    Live running = live.get();
    if (running != null) {
      following.refresh(running.session());
    }
  }

  /** Returns whether the lanes scroll along with the run in progress. */
  public BooleanProperty follow() {
    return following.on();
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

  /** Returns the fault that the user has injected last; null if there is none. */
  public ReadOnlyObjectProperty<@Nullable Fault> injected() {
    return injected.getReadOnlyProperty();
  }

  /** Applies a fault to the current run. */
  public void inject(Fault fault) {
    Live running = live.get();
    if (running != null) {
      running.inject().accept(fault);
      injected.set(null);
      injected.set(fault);
      running.session().cannotBeRepeated();
    }
  }

  private void ended(Live run, Optional<Highlight> highlight) {
    OpenSession session = run.session();
    boolean wasClosed =
        (wasShown || run.clock() == ClockKind.REAL) && !sessions.all().contains(session);
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
