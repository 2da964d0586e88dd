package dev.fenceline.app.running;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Runs;
import dev.fenceline.app.workspace.Runs.Live;
import dev.fenceline.app.workspace.Timecode;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.clock.ClockKind;
import dev.fenceline.lab.Breakpoint;
import dev.fenceline.lab.BreakpointPrompt;
import dev.fenceline.lab.RunControl;
import dev.fenceline.lab.RunControl.Halt;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.timeline.Text;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** Pauses the run in progress, lets it go on bit by bit, and stops it at breakpoints. */
final class RunningViewModel {
  private static final String NO_RUN =
      "No run is in progress. A run in virtual time stops at the breakpoints below; step by step,"
          + " it also stands still at its first event.";
  private static final String REAL_TIME =
      "This run cannot be paused. It is in real time: clocks and timers would go on while it stands"
          + " still, and expire though nothing is wrong.";

  private final Workspace workspace;
  private final ObservableList<Breakpoint> breakpoints = FXCollections.observableArrayList();
  private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper(NO_RUN);
  private final ReadOnlyStringWrapper whyNoControl = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper standing = new ReadOnlyBooleanWrapper();
  private final ObjectProperty<Pace> pace = new SimpleObjectProperty<>(Pace.AT_ONCE);
  private boolean beginsPaused;
  private @Nullable Halt last;
  private long sinceWallNanos;
  private long sinceNanos;

  /** Creates a model of the runs of a workspace. */
  RunningViewModel(Workspace workspace) {
    this.workspace = workspace;
    workspace.runs().live().subscribe(this::begun);
    breakpoints.addListener(
        (InvalidationListener) _ -> withControl(control -> control.stopAt(breakpoints)));
    pace.subscribe(_ -> sinceWallNanos = 0);
    workspace.runs().injected().subscribe(this::injected);
  }

  /** Returns where runs stop. */
  ObservableList<Breakpoint> breakpoints() {
    return breakpoints;
  }

  /** Returns how fast virtual time passes. */
  ObjectProperty<Pace> pace() {
    return pace;
  }

  /** Returns what the run in progress does, or why nothing can be done with it. */
  ReadOnlyStringProperty words() {
    return words.getReadOnlyProperty();
  }

  /** Returns why no run can be paused now; empty if one can. */
  ReadOnlyStringProperty whyNoControl() {
    return whyNoControl.getReadOnlyProperty();
  }

  /** Returns whether it stands still. */
  ReadOnlyBooleanProperty standing() {
    return standing.getReadOnlyProperty();
  }

  /** Returns the run in progress; null if there is none. */
  ReadOnlyObjectProperty<@Nullable Live> live() {
    return workspace.runs().live();
  }

  /** Returns the runs of the workspace. */
  Runs runs() {
    return workspace.runs();
  }

  /** Says when a fault strikes that the user has given a run that stands still. */
  private void injected(@Nullable Fault fault) {
    if (fault != null && standing.get()) {
      words.set(
          "\"%s\" strikes right after this moment, as soon as the run goes on."
              .formatted(fault.command()));
    }
  }

  private void begun(@Nullable Live live) {
    Optional<RunControl> control = Optional.ofNullable(live).flatMap(Live::control);
    whyNoControl.set(
        live == null
            ? "No run is in progress"
            : control.isEmpty() ? "A run in real time cannot be paused" : "");
    standing.set(false);
    runs().stands(null);
    last = null;
    sinceWallNanos = 0;
    sinceNanos = 0;
    words.set(live == null ? NO_RUN : control.isEmpty() ? REAL_TIME : "Running.");
    if (live != null && control.isPresent()) {
      control.get().stopAt(breakpoints);
      if (beginsPaused) {
        control.get().pause();
      } else if (pace.get() != Pace.AT_ONCE) {
        control.get().allowUntil(0);
        workspace.show(live.session());
      }
    }
    beginsPaused = false;
  }

  /** Runs the chosen scenario in virtual time; it stands still at its first event. */
  void beginPaused() {
    beginsPaused = true;
    runs().clock().set(ClockKind.VIRTUAL);
    runs().start();
    beginsPaused = false;
  }

  /** Pauses the run, or lets it go on. */
  void pauseOrGoOn() {
    if (standing.get()) {
      goOn(RunControl::resume);
    } else {
      withControl(RunControl::pause);
    }
  }

  /** Goes on to the next event. */
  void step() {
    goOn(RunControl::stepEvent);
  }

  /** Goes on to the next change of state. */
  void toStateChange() {
    goOn(RunControl::runToStateChange);
  }

  private void goOn(Consumer<RunControl> way) {
    last = null;
    sinceWallNanos = 0;
    withControl(way);
  }

  /** Shows the newest part of the run, and follows it from now on. */
  void followOrNot() {
    Live live = live().get();
    boolean now = !runs().follow().get();
    runs().follow().set(now);
    if (live != null && now) {
      workspace.show(live.session());
      live.session().seek(live.session().endNanos().get());
    }
  }

  private void withControl(Consumer<RunControl> effect) {
    Optional.ofNullable(live().get()).flatMap(Live::control).ifPresent(effect);
  }

  /**
   * Looks what the run does. Called for every frame during a run.
   *
   * @param wallNanos wall-clock time of the frame
   */
  void tick(long wallNanos) {
    Live live = live().get();
    if (live == null || live.control().isEmpty()) {
      return;
    }
    RunControl control = live.control().get();
    Optional<Halt> halt = control.halted();
    standing.set(halt.isPresent());
    runs().stands(halt.orElse(null));
    if (halt.isPresent()) {
      sinceWallNanos = 0;
      stands(live.session(), halt.get());
    } else {
      let(control, wallNanos);
      words.set(
          "Running: %s of virtual time have passed."
              .formatted(new Timecode(control.nowNanos()).clock()));
    }
  }

  /** Lets the run go on as far as the pace wants. */
  private void let(RunControl control, long wallNanos) {
    if (sinceWallNanos == 0) {
      sinceWallNanos = wallNanos;
      sinceNanos = control.nowNanos();
    }
    double factor = pace.get().factor();
    control.allowUntil(
        factor == 0
            ? RunControl.FOREVER
            : sinceNanos + Math.round((wallNanos - sinceWallNanos) * factor));
  }

  private void stands(OpenSession session, Halt halt) {
    if (halt.equals(last)) {
      return;
    }
    last = halt;
    runs().catchUp();
    workspace.show(session);
    session.select(halt.sequence());
    words.set(
        "Paused at %s after event %s%s."
            .formatted(
                new Timecode(halt.nanos()).precise(),
                Text.spaced(halt.sequence()),
                halt.reason().isEmpty() ? "" : ": " + halt.reason()));
  }

  /** Adds a breakpoint; returns what is wrong with it, or an empty string. */
  String add(String line) {
    try {
      Breakpoint point = prompt().parse(line);
      if (breakpoints.stream().noneMatch(it -> it.text().equals(point.text()))) {
        breakpoints.add(point);
      }
      return "";
    } catch (IllegalArgumentException wrong) {
      return String.valueOf(wrong.getMessage());
    }
  }

  /** Returns the breakpoints that a user may have begun to write. */
  List<String> complete(String typed, int most) {
    return runs().scenario().get() == null ? List.of() : prompt().complete(typed, most);
  }

  private BreakpointPrompt prompt() {
    Live live = live().get();
    Scenario scenario = live == null ? runs().scenario().get() : live.scenario();
    if (scenario == null) {
      throw new IllegalArgumentException(
          "Choose a scenario first: breakpoints name its controllers and paths.");
    }
    return new BreakpointPrompt(scenario);
  }
}
