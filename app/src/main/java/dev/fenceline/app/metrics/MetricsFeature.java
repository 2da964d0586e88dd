package dev.fenceline.app.metrics;

import dev.fenceline.app.action.Group;
import dev.fenceline.app.action.Key;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.feature.Feature;
import dev.fenceline.app.feature.WindowParts;
import dev.fenceline.app.feature.WindowParts.Place;
import dev.fenceline.app.workspace.Preferences;
import dev.fenceline.app.workspace.Preferences.Pane;
import javafx.beans.property.BooleanProperty;

/** The metrics below the lanes. */
public final class MetricsFeature implements Feature {
  /** The height of a window in which they are shown unless the user has chosen. */
  private static final double TALL = 960;

  @Override
  public void addTo(WindowParts window) {
    Preferences preferences = window.workspace().preferences();
    BooleanProperty shown = preferences.shown(Pane.METRICS);
    MetricsViewModel metrics = new MetricsViewModel(window.workspace());
    window.put(
        Place.BELOW, new MetricsPane(new MetricsView(metrics, window.palette(), window.actions())));
    window.add(
        UserAction.of(
                "view.pane.metrics",
                Group.VIEW,
                "Show the metrics below the lanes",
                () -> shown.set(!shown.get()))
            .withKey(Key.chord("Shortcut+4"))
            .withSelected(shown));
    window.whenStarted(_ -> {
      if (!preferences.isChosen(Pane.METRICS)) {
        shown.set(window.stage().getHeight() >= TALL);
      }
    });
  }
}
