package dev.fenceline.app.whatif;

import dev.fenceline.app.action.ActionRegistry;
import dev.fenceline.app.action.Group;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.workspace.BackgroundJobs;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.TimeRange;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.Parameter;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioWriter;
import dev.fenceline.scenario.setting.ScenarioException;
import dev.fenceline.timeline.recovery.Comparison;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the shown session's scenario. Each change runs the scenario again in virtual
 * time, with the same seed, and shows that run with the first one behind it. A change during a run
 * cancels it. Used on the application thread.
 */
final class WhatIfViewModel {
  private static final int NAMED_MAX = 2;
  private static final String UNREPEATABLE =
      "This session does not come from a scenario alone, so it cannot be run again with other"
          + " settings.";
  private static final String UNCHANGED = "No setting is changed";
  private static final String EMPTY = "Run or open a scenario to change its settings here.";
  private static final String READY =
      "Change a setting: the scenario runs again at once, with the same seed. The run before stays"
          + " behind it as dashed frames.";

  private final Workspace workspace;
  private final ObservableList<ChangedSetting> settings = FXCollections.observableArrayList();
  private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper(EMPTY);
  private final ReadOnlyBooleanWrapper wrong = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper changed = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<@Nullable Comparison> comparison =
      new ReadOnlyObjectWrapper<>();
  private @Nullable OpenSession changedRun;
  private Subscription following = Subscription.EMPTY;
  private @Nullable Origin origin;
  private @Nullable Attempt attempt;

  /** The session whose settings are changed, and its scenario with its seed. */
  private record Origin(OpenSession session, Scenario scenario) {}

  /** A run that has not ended. */
  private record Attempt(Lab lab, BackgroundJobs.Job job) {
    void cancel() {
      job.cancel();
      lab.stop();
    }
  }

  /** A run with other settings, and how it differs from the first one. */
  private record Outcome(OpenSession session, Comparison comparison) {}

  /** Creates a model that follows the session shown by the workspace. */
  WhatIfViewModel(Workspace workspace) {
    this.workspace = workspace;
    workspace.current().subscribe(this::follow);
  }

  /** Registers the actions. */
  void register(ActionRegistry actions) {
    actions.add(
        UserAction.of("run.whatif.reset", Group.RUN, "Reset changed settings", this::reset)
            .withDisabled(whyNoReset()));
  }

  /** Returns the settings that can be changed, those that users change most first. */
  ObservableList<ChangedSetting> settings() {
    return settings;
  }

  /** Returns what to do, or what is wrong. */
  ReadOnlyStringProperty words() {
    return words.getReadOnlyProperty();
  }

  /** Returns whether a setting must be corrected. */
  ReadOnlyBooleanProperty wrong() {
    return wrong.getReadOnlyProperty();
  }

  /** Returns whether a setting differs from the scenario. */
  ReadOnlyBooleanProperty changed() {
    return changed.getReadOnlyProperty();
  }

  /** Returns the first run beside the present one; null if there is only one. */
  ReadOnlyObjectProperty<@Nullable Comparison> comparison() {
    return comparison.getReadOnlyProperty();
  }

  private void follow(@Nullable OpenSession session) {
    if (origin != null && session != null && session == changedRun) {
      return;
    }
    cancel();
    following.unsubscribe();
    following = Subscription.EMPTY;
    comparison.set(null);
    Scenario scenario = session == null ? null : repeatable(session);
    origin = session == null || scenario == null ? null : new Origin(session, scenario);
    settings.setAll(scenario == null ? List.of() : settings(scenario));
    for (ChangedSetting setting : settings) {
      following =
          Subscription.combine(following, setting.value().subscribe((_, _) -> settingChanged()));
    }
    changed.set(false);
    say(session == null ? EMPTY : scenario == null ? UNREPEATABLE : READY, false);
  }

  /** Returns the scenario that repeats a session; null if there is none. */
  private @Nullable Scenario repeatable(OpenSession session) {
    return session.isRepeatable() ? workspace.runs().scenario().get() : null;
  }

  private static List<ChangedSetting> settings(Scenario scenario) {
    return Parameter.all().stream()
        .flatMap(parameter ->
            parameter.value(scenario).stream().map(now -> new ChangedSetting(parameter, now)))
        .toList();
  }

  private void settingChanged() {
    Origin from = origin;
    if (from == null) {
      return;
    }
    changed.set(settings.stream().anyMatch(setting -> setting.isChanged().get()));
    try {
      Scenario scenario = scenario(from);
      cancel();
      if (changed.get()) {
        attempt = start(from, scenario);
        say(READY, false);
      } else {
        showFirst(from);
      }
    } catch (ScenarioException misfit) {
      say(String.valueOf(misfit.getMessage()), true);
    }
  }

  /**
   * Returns the scenario with the changed settings. It says so, and expects nothing: what the first
   * one says and expects need not be true of it.
   */
  private Scenario scenario(Origin from) {
    Scenario scenario = from.scenario();
    for (ChangedSetting setting : settings) {
      scenario = setting.applyTo(scenario);
    }
    String title = from.session().title();
    return scenario
        .expecting(List.of())
        .titled(
            title + ", " + changes(NAMED_MAX),
            "\"%s\" with other settings: %s.".formatted(title, changes(settings.size())));
  }

  private Attempt start(Origin from, Scenario scenario) {
    Lab lab = Lab.inVirtualTime(scenario, scenario.seed());
    BackgroundJobs.Job job =
        workspace
            .jobs()
            .start(
                "Running with other settings",
                _ -> run(from, lab),
                this::show,
                error -> say("The run ended early: " + error.getMessage(), true));
    return new Attempt(lab, job);
  }

  private Outcome run(Origin from, Lab lab) {
    lab.run();
    OpenSession session = new OpenSession(lab.header(), lab.timeline());
    session.view().former().set(from.session().timeline());
    return new Outcome(
        session,
        Comparison.of(
            List.of(
                new Comparison.Side("before", from.session().timeline()),
                new Comparison.Side("now", lab.timeline()))));
  }

  /** Returns the changed settings, such as {@code kato 10 s}; only their number if too many. */
  private String changes(int namedMax) {
    List<ChangedSetting> all =
        settings.stream().filter(setting -> setting.isChanged().get()).toList();
    return all.size() > namedMax
        ? all.size() + " other settings"
        : all.stream().map(ChangedSetting::toString).collect(Collectors.joining(", "));
  }

  private void show(Outcome outcome) {
    attempt = null;
    OpenSession shown = workspace.current().get();
    if (shown == null || origin == null) {
      return;
    }
    OpenSession session = outcome.session();
    changedRun = session;
    comparison.set(outcome.comparison());
    keepPlace(shown, session);
    if (shown == origin.session()) {
      workspace.show(session);
    } else {
      workspace.replace(shown, session);
    }
  }

  /**
   * Shows the same part of the time as before, unless all of it was shown, in the same lanes with
   * the same markers.
   */
  private static void keepPlace(OpenSession before, OpenSession now) {
    TimeRange visible = before.visible().get();
    if (!visible.equals(new TimeRange(0, before.endNanos().get()))
        && visible.toNanos() <= now.endNanos().get()) {
      now.visible().set(visible);
    }
    now.view().arrangement().set(before.view().arrangement().get());
    now.view().markerA().set(before.view().markerA().get());
    now.view().markerB().set(before.view().markerB().get());
    now.seek(Math.min(before.playheadNanos().get(), now.endNanos().get()));
  }

  /** Gives all settings the values of the scenario, and shows the first run. */
  void reset() {
    Origin from = origin;
    if (from != null) {
      following.unsubscribe();
      settings.forEach(ChangedSetting::reset);
      cancel();
      showFirst(from);
    }
  }

  private void showFirst(Origin from) {
    OpenSession shown = workspace.current().get();
    origin = null; // so that the first run is followed as if it were shown for the first time
    if (shown != null && shown != from.session()) {
      workspace.show(from.session());
      workspace.close(shown);
    } else {
      follow(from.session());
    }
  }

  private void cancel() {
    if (attempt != null) {
      attempt.cancel();
      attempt = null;
    }
  }

  private void say(String text, boolean isWrong) {
    words.set(text);
    wrong.set(isWrong);
  }

  /** Returns the file name to propose for the changed scenario. */
  String fileName() {
    return origin == null ? "scenario.json" : origin.scenario().id() + "-changed.json";
  }

  /** Writes the changed scenario to a file for {@code fenceline run}. */
  void save(Path file) {
    Origin from = origin;
    if (from != null) {
      String text = ScenarioWriter.writePretty(scenario(from));
      workspace
          .files()
          .write(
              "Writing " + file.getFileName(), file, () -> Files.writeString(file, text), () -> {});
    }
  }

  /** Returns why the settings cannot be reset; empty if they can. */
  ObservableValue<String> whyNoReset() {
    return changed.map(isChanged -> isChanged ? "" : UNCHANGED);
  }

  /** Returns why the settings cannot be saved as a scenario; empty if they can. */
  ObservableValue<String> whyNoSave() {
    return Bindings.createStringBinding(
        () -> !changed.get() ? UNCHANGED : wrong.get() ? "The changed settings are not valid" : "",
        changed,
        wrong);
  }
}
