package dev.fenceline.app.differences;

import dev.fenceline.app.action.Group;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.feature.Feature;
import dev.fenceline.app.feature.WindowParts;
import javafx.beans.binding.Bindings;

/** The page with the table of differences: of the three main policies, or of the open sessions. */
public final class DifferencesFeature implements Feature {
  private static final int LEAST = 2;

  @Override
  public void addTo(WindowParts window) {
    DifferencesViewModel differences =
        new DifferencesViewModel(window.workspace(), window.pictureFile());
    DifferencesView page =
        new DifferencesView(
            differences, window.palette(), window.fileDialogs(), window.pages()::leave);
    ComparedRuns stage = new ComparedRuns(window.palette());
    window.addLayer(stage);
    window.put(stage);
    window.whenCompared(sessions -> {
      differences.show(sessions);
      window.pages().leave();
      window.pages().toggle(page);
    });
    window.add(
        UserAction.of(
            "run.compare.policies",
            Group.RUN,
            "Compare baseline, CCR and hold",
            () -> {
              differences.showPolicies();
              window.pages().toggle(page);
            }));
    window.add(
        UserAction.of(
                "run.compare.open",
                Group.RUN,
                "Compare the open sessions in a table",
                () -> {
                  differences.showOpen();
                  window.pages().toggle(page);
                })
            .withEnabled(
                Bindings.createBooleanBinding(
                    () -> window.workspace().sessions().size() >= LEAST,
                    window.workspace().sessions()),
                "Fewer than two sessions are open"));
  }
}
