package dev.fenceline.app.whatif;

import dev.fenceline.app.action.Group;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.feature.Feature;
import dev.fenceline.app.feature.FileDialogs;
import dev.fenceline.app.feature.WindowParts;
import javafx.scene.control.Tab;
import javafx.stage.FileChooser.ExtensionFilter;

/** The tab with the settings of the shown session, which runs again when one is changed. */
public final class WhatIfFeature implements Feature {
  private static final ExtensionFilter SCENARIOS = new ExtensionFilter("Scenario", "*.json");

  @Override
  public void addTo(WindowParts window) {
    WhatIfViewModel model = new WhatIfViewModel(window.workspace());
    FileDialogs dialogs = window.fileDialogs();
    Runnable save =
        () -> dialogs.save("Save scenario", model.fileName(), SCENARIOS).ifPresent(model::save);
    model.register(window.actions());
    window.add(
        UserAction.of("run.whatif.save", Group.RUN, "Save changed scenario\u2026", save)
            .withDisabled(model.whyNoSave()));
    Tab tab = new Tab("What if");
    tab.setContent(new WhatIfView(model, tab.selectedProperty(), save));
    window.add(tab);
  }
}
