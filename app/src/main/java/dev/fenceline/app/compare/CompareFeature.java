package dev.fenceline.app.compare;

import dev.fenceline.app.action.Group;
import dev.fenceline.app.action.Key;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.feature.Feature;
import dev.fenceline.app.feature.SheetPane;
import dev.fenceline.app.feature.WindowParts;

/** Comparing the shown session with another one. Its own key closes the sheet too. */
public final class CompareFeature implements Feature {
  @Override
  public void addTo(WindowParts window) {
    CompareViewModel compare = new CompareViewModel(window.workspace());
    window.add(
        UserAction.of(
                "run.session.compare",
                Group.RUN,
                "Compare with another session\u2026",
                () -> toggle(compare, window))
            .withKey(Key.chord("Shortcut+D"))
            .withDisabled(window.workspace().whyNoSession()));
  }

  private static void toggle(CompareViewModel compare, WindowParts window) {
    SheetPane overlay = window.overlay();
    if (overlay.isShowing(CompareView.class)) {
      overlay.close();
    } else {
      compare.open();
      overlay.showBelow(new CompareView(compare, window.fileDialogs(), overlay::close));
    }
  }
}
