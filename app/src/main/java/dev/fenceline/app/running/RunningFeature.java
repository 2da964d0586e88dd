package dev.fenceline.app.running;

import dev.fenceline.app.action.Group;
import dev.fenceline.app.action.Key;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.feature.Feature;
import dev.fenceline.app.feature.WindowParts;
import dev.fenceline.app.workspace.Preferences.Pane;
import javafx.scene.control.Tab;

/** Running step by step: pausing, breakpoints and forks. */
public final class RunningFeature implements Feature {
  @Override
  public void addTo(WindowParts window) {
    RunningViewModel model = new RunningViewModel(window.workspace());
    ForkViewModel forks = new ForkViewModel(window.workspace());
    addControls(window, model);
    Tab tab = new Tab("Run");
    Runnable reveal =
        () -> {
          window.workspace().preferences().shown(Pane.TABS).set(true);
          tab.getTabPane().getSelectionModel().select(tab);
        };
    window.add(
        UserAction.of(
                "run.control.fork",
                Group.RUN,
                "Fork from here\u2026",
                () -> {
                  reveal.run();
                  ((RunningView) tab.getContent()).writeFork();
                })
            .withKey(Key.chord("Shift+F8"))
            .withDisabled(forks.whyNot()));
    tab.setContent(new RunningView(model, forks, window.actions()));
    window.add(tab);
    model
        .standing()
        .subscribe((_, still) -> {
          if (still) {
            reveal.run();
          }
        });
  }

  private static void addControls(WindowParts window, RunningViewModel model) {
    window.add(
        UserAction.of(
                "run.control.begin",
                Group.RUN,
                "Run step by step, in virtual time",
                model::beginPaused)
            .withKey(Key.chord("Shortcut+F8"))
            .withDisabled(model.runs().whyNoStart()));
    window.add(
        UserAction.of("run.control.pause", Group.RUN, "Pause the run, or go on", model::pauseOrGoOn)
            .withKey(Key.chord("F8"))
            .withDisabled(model.whyNoControl()));
    window.add(
        UserAction.of("run.control.step", Group.RUN, "Run to the next event", model::step)
            .withKey(Key.chord("F10"))
            .withDisabled(model.whyNoControl()));
    window.add(
        UserAction.of(
                "run.control.change",
                Group.RUN,
                "Run to the next change of state",
                model::toStateChange)
            .withKey(Key.chord("F9"))
            .withDisabled(model.whyNoControl()));
    window.add(
        UserAction.of("run.control.follow", Group.RUN, "Follow the run", model::followOrNot)
            .withKey(Key.chord("Shift+F"))
            .withEnabled(model.runs().running(), "No run is in progress")
            .withSelected(model.runs().follow()));
  }
}
