package dev.fenceline.app.player;

import dev.fenceline.app.action.ActionRegistry;
import dev.fenceline.app.action.Group;
import dev.fenceline.app.action.Key;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Runs;
import dev.fenceline.app.workspace.Timecode;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.clock.ClockKind;
import dev.fenceline.event.Event;
import dev.fenceline.scenario.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** Runs scenarios and replays sessions. Used on the application thread. */
final class PlayerViewModel {
  /** The duration of a slow write, the same as in the scenarios of the test report. */
  private static final long SLOW_WRITE_MILLIS = 8_800;

  private final Workspace workspace;
  private final Transport transport = new Transport();
  private final ReadOnlyStringWrapper caption = new ReadOnlyStringWrapper("");
  private final HiddenFuture hidden;
  private final ReadOnlyBooleanWrapper playing = new ReadOnlyBooleanWrapper();
  private final ObjectProperty<Speed> speed = new SimpleObjectProperty<>(Speed.NORMAL);

  /** Creates the player of a workspace. It pauses when another session is shown. */
  PlayerViewModel(Workspace workspace) {
    this.workspace = workspace;
    this.hidden = new HiddenFuture(workspace, caption);
    workspace
        .current()
        .subscribe(session -> {
          pause();
          hidden.left(session);
          sayNothing();
        });
    workspace.shown().flatMap(OpenSession::playheadNanos).subscribe(_ -> sayNothing());
  }

  /** Returns what has happened at the moment that is shown; empty if nothing is to be said. */
  ReadOnlyStringProperty caption() {
    return caption.getReadOnlyProperty();
  }

  /** Takes the caption away, unless it belongs to a replay whose future is hidden. */
  void sayNothing() {
    if (!hidden.isOf(workspace.current().get())) {
      caption.set("");
    }
  }

  /** Registers the actions of the player. */
  public void register(ActionRegistry actions) {
    ObservableValue<String> whyNot = workspace.whyNoSession();
    registerRuns(actions);
    add(actions, "playback.play", "Play or pause", "SPACE", whyNot, this::playOrPause);
    add(
        actions,
        "playback.play.hidden",
        "Replay with the future hidden",
        "Shift+SPACE",
        whyNot,
        this::hideOrShowFuture);
    add(
        actions,
        "playback.step.back",
        "Previous event",
        "LEFT",
        whyNot,
        () -> with(OpenSession::stepBack));
    add(
        actions,
        "playback.step.forward",
        "Next event",
        "RIGHT",
        whyNot,
        () -> with(OpenSession::stepForward));
    registerMoments(actions, whyNot);
    add(actions, "playback.seek.start", "Go to the start", "HOME", whyNot, () -> seek(0));
    add(
        actions,
        "playback.seek.end",
        "Go to the end",
        "END",
        whyNot,
        () -> with(s -> s.seek(s.endNanos().get())));
    add(
        actions,
        "playback.speed.faster",
        "Play faster",
        "Shift+UP",
        whyNot,
        () -> speed.set(speed.get().faster()));
    add(
        actions,
        "playback.speed.slower",
        "Play slower",
        "Shift+DOWN",
        whyNot,
        () -> speed.set(speed.get().slower()));
  }

  private void registerMoments(ActionRegistry actions, ObservableValue<String> whyNot) {
    add(
        actions,
        "playback.moment.back",
        "Previous moment that matters",
        "Shift+LEFT",
        whyNot,
        () -> with(this::goBack));
    add(
        actions,
        "playback.moment.forward",
        "Next moment that matters",
        "Shift+RIGHT",
        whyNot,
        () -> with(this::goOn));
  }

  private void registerRuns(ActionRegistry actions) {
    Runs runs = workspace.runs();
    actions.add(
        UserAction.of("run.start", Group.RUN, "Run scenario", runs::start)
            .withKey(Key.chord("Shortcut+R"))
            .withDisabled(runs.whyNoStart()));
    actions.add(
        UserAction.of("run.stop", Group.RUN, "Stop", runs::stop)
            .withKey(Key.chord("Shortcut+PERIOD"))
            .withEnabled(runs.running(), "No run is in progress"));
    actions.add(
        UserAction.of(
                "run.clock.virtual",
                Group.RUN,
                "In virtual time",
                () -> runs.clock().set(ClockKind.VIRTUAL))
            .withSelected(Bindings.equal(runs.clock(), ClockKind.VIRTUAL)));
    actions.add(
        UserAction.of(
                "run.clock.real", Group.RUN, "In real time", () -> runs.clock().set(ClockKind.REAL))
            .withSelected(Bindings.equal(runs.clock(), ClockKind.REAL)));
  }

  /** Returns the current run; null if there is none. */
  ReadOnlyObjectProperty<Runs.@Nullable Live> live() {
    return workspace.runs().live();
  }

  /** Applies a fault to the current run. */
  void inject(Fault fault) {
    workspace.runs().inject(fault);
  }

  /** Shows the events since the last frame. */
  void refresh() {
    workspace.runs().refresh();
  }

  /**
   * Returns the faults that the user can inject: path by path, then those of the target if it is
   * the emulated one.
   */
  static List<List<Fault>> faults(Runs.Live live) {
    boolean isOurTarget = live.session().header().isOfOurTarget();
    List<List<Fault>> faults = new ArrayList<>();
    live.scenario().paths().forEach(path -> faults.add(ofPath(path.name(), isOurTarget)));
    if (isOurTarget) {
      faults.add(
          List.of(
              new Fault.SlowWrite(0, SLOW_WRITE_MILLIS),
              new Fault.SlowWriteOff(0),
              new Fault.Hang(0),
              new Fault.HangOff(0)));
    }
    return faults;
  }

  private static List<Fault> ofPath(String path, boolean isOurTarget) {
    List<Fault> faults = new ArrayList<>();
    faults.add(new Fault.Stall(path, Fault.Directions.BOTH, true));
    faults.add(new Fault.BlackHole(path, Fault.Directions.BOTH));
    faults.add(new Fault.Reset(path));
    faults.add(new Fault.Refuse(path));
    faults.add(new Fault.Heal(path));
    if (isOurTarget) {
      faults.add(new Fault.Ana(path, Fault.Ana.State.INACCESSIBLE));
      faults.add(new Fault.Ana(path, Fault.Ana.State.OPTIMIZED));
    }
    return faults;
  }

  private static void add(
      ActionRegistry actions,
      String id,
      String words,
      String key,
      ObservableValue<String> whyNot,
      Runnable effect) {
    actions.add(
        UserAction.of(id, Group.PLAYBACK, words, effect)
            .withKey(Key.chord(key))
            .withDisabled(whyNot));
  }

  /** Reports whether playback is on. */
  public ReadOnlyBooleanProperty playing() {
    return playing.getReadOnlyProperty();
  }

  /** Returns the speed of playback. */
  ObjectProperty<Speed> speed() {
    return speed;
  }

  /** Returns the time at the playhead, for example {@code 00:14.011 431}. */
  public ObservableValue<String> now() {
    return workspace
        .shown()
        .flatMap(OpenSession::playheadNanos)
        .map(nanos -> new Timecode(nanos.longValue()).precise())
        .orElse(new Timecode(0).precise());
  }

  /** Returns the end of the session, for example {@code / 00:26.040}. */
  public ObservableValue<String> end() {
    return workspace
        .shown()
        .flatMap(OpenSession::endNanos)
        .map(nanos -> "/ " + new Timecode(nanos.longValue()).clock())
        .orElse("");
  }

  /**
   * Plays from the playhead, or from the start if the playhead is at the end. Pauses if playback is
   * on.
   */
  public void playOrPause() {
    if (playing.get()) {
      pause();
      return;
    }
    with(session -> {
      if (!hidden.isOf(session) && session.playheadNanos().get() >= session.endNanos().get()) {
        session.seek(0);
      }
      transport.rest();
      playing.set(true);
    });
  }

  /** Plays the session from its start with the future hidden, or shows the whole session again. */
  void hideOrShowFuture() {
    OpenSession shown = workspace.current().get();
    if (shown == null) {
      return;
    }
    if (hidden.isOf(shown)) {
      hidden.finish();
    } else {
      hidden.begin(shown);
      playOrPause();
    }
  }

  /** Moves the playhead to a time in the session. */
  public void seek(long nanos) {
    with(session -> session.seek(nanos));
  }

  /**
   * Advances the playhead. Called for every frame during playback.
   *
   * @param wallNanos wall-clock time of the frame
   */
  public void tick(long wallNanos) {
    with(session -> {
      boolean isHidden = hidden.isOf(session);
      long end = isHidden ? hidden.endNanos() : session.endNanos().get();
      long now =
          transport.tick(wallNanos, session.playheadNanos().get(), end, speed.get().factor());
      boolean pauses = isHidden && hidden.tellTo(session.playheadNanos().get(), now);
      if (!isHidden) {
        session.seek(now);
      }
      if (now >= end) {
        pause();
        hidden.finish();
      } else if (pauses) {
        pause();
      }
    });
  }

  /** Goes on to the next moment that matters. A replay with a hidden future plays up to it. */
  private void goOn(OpenSession session) {
    long now = session.playheadNanos().get();
    if (!hidden.isOf(session)) {
      Event next = new Moments(session.timeline()).after(now);
      show(session, next, session.endNanos().get());
    } else if (!playing.get()) {
      playOrPause();
    } else {
      pause();
      if (!hidden.tellTo(now, hidden.endNanos())) {
        hidden.finish();
      }
    }
  }

  private void goBack(OpenSession session) {
    pause();
    long now = session.playheadNanos().get();
    if (hidden.isOf(session)) {
      hidden.tellBackFrom(now);
    } else {
      show(session, new Moments(session.timeline()).before(now), 0);
    }
  }

  /** Shows a moment and says what happened; without one, goes to another time. */
  private void show(OpenSession session, @Nullable Event moment, long otherwiseNanos) {
    pause();
    if (moment == null) {
      session.seek(otherwiseNanos);
      caption.set("");
    } else {
      session.selectAt(moment.sequence(), moment.nanos());
      caption.set(Moments.words(moment, session.timeline()));
    }
  }

  private void pause() {
    playing.set(false);
  }

  private void with(Consumer<OpenSession> effect) {
    OpenSession session = workspace.current().get();
    if (session != null) {
      effect.accept(session);
    }
  }
}
