package dev.fenceline.app.workspace;

import dev.fenceline.clock.ClockKind;
import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioException;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.session.SessionHeader;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import org.jspecify.annotations.Nullable;

/**
 * Runs scenarios beside the application thread and shows them while they run. One run at a time: a
 * person watches one. Used on the application thread.
 */
public final class Runs {
  private final Workspace workspace;
  private final ObjectProperty<@Nullable Scenario> scenario = new SimpleObjectProperty<>();
  private final ObjectProperty<ClockKind> clock = new SimpleObjectProperty<>(ClockKind.VIRTUAL);
  private final ReadOnlyObjectWrapper<@Nullable Live> live = new ReadOnlyObjectWrapper<>();

  /**
   * A run that goes on.
   *
   * @param lab runs it
   * @param session shows it
   */
  public record Live(Lab lab, OpenSession session) {}

  Runs(Workspace workspace) {
    this.workspace = workspace;
  }

  /** What {@link #start} runs; null until one is chosen. */
  public ObjectProperty<@Nullable Scenario> scenario() {
    return scenario;
  }

  /** In which time it runs. */
  public ObjectProperty<ClockKind> clock() {
    return clock;
  }

  /** The run that goes on; null if none does. */
  public ReadOnlyObjectProperty<@Nullable Live> live() {
    return live.getReadOnlyProperty();
  }

  /** Whether a run can be started. */
  public ObservableBooleanValue possible() {
    return Bindings.and(Bindings.isNotNull(scenario), Bindings.isNull(live));
  }

  /** Whether a run goes on. */
  public ObservableBooleanValue running() {
    return Bindings.isNotNull(live);
  }

  /** Chooses the scenario that a session was made of, with its seed; without one none. */
  void offer(SessionHeader header) {
    String text = header.scenario();
    try {
      scenario.set(
          text == null ? null : ScenarioReader.read(text, header.title()).withSeed(header.seed()));
    } catch (ScenarioException unknown) {
      // Of another version of the program: it can be looked at, but not run again.
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

  /** Runs a lab that has not run yet, such as one against a real target, and shows it. */
  public void start(Lab lab) {
    if (live.get() != null) {
      return;
    }
    Scenario chosen = lab.scenario();
    OpenSession session = new OpenSession(lab.header(), lab.timeline());
    live.set(new Live(lab, session));
    if (lab.clock() == ClockKind.REAL) {
      workspace.show(session);
    }
    workspace
        .jobs()
        .start(
            "Running " + chosen.title(),
            _ -> {
              lab.run();
              return Highlight.of(lab.timeline());
            },
            lab::stop,
            highlight -> ended(session, highlight),
            error -> failed(chosen, session, error));
  }

  /** Shows what has happened since; called for every frame while a run goes on. */
  public void refresh() {
    Live running = live.get();
    if (running != null) {
      boolean atEnd = running.session().playheadNanos().get() == running.session().endNanos().get();
      running.session().refresh();
      if (atEnd) {
        running.session().seek(running.session().endNanos().get());
      }
    }
  }

  /** Ends the run soon; what has happened is kept. */
  public void stop() {
    Live running = live.get();
    if (running != null) {
      running.lab().stop();
    }
  }

  /** Breaks or heals something in the run that goes on. */
  public void inject(Fault fault) {
    Live running = live.get();
    if (running != null) {
      running.lab().inject(fault);
    }
  }

  private void ended(OpenSession session, Optional<Highlight> highlight) {
    live.set(null);
    session.refresh();
    highlight.ifPresent(session::goTo);
    workspace.show(session);
  }

  private void failed(Scenario what, OpenSession session, Exception error) {
    ended(session, Optional.empty());
    workspace
        .voice()
        .problem(
            new Problem(
                "The scenario did not run to its end",
                what.title(),
                Optional.ofNullable(error.getMessage()).orElse(error.getClass().getSimpleName())));
  }
}
