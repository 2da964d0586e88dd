package dev.fenceline.app.explorer;

import dev.fenceline.app.action.Group;
import dev.fenceline.app.action.Key;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.feature.Feature;
import dev.fenceline.app.feature.SheetPane;
import dev.fenceline.app.feature.WindowParts;
import javafx.geometry.Pos;

/** Running a scenario with many seeds. The sheet keeps its results while it is closed. */
public final class ExplorerFeature implements Feature {
  @Override
  public void addTo(WindowParts window) {
    ExplorerViewModel explorer = new ExplorerViewModel(window.workspace());
    SheetPane overlay = window.overlay();
    ExplorerView sheet = new ExplorerView(explorer, window.fileDialogs(), overlay::close);
    window.add(
        UserAction.of(
                "run.explore.seeds",
                Group.RUN,
                "Explore many seeds\u2026",
                () -> {
                  explorer.open();
                  overlay.show(sheet, Pos.CENTER);
                })
            .withKey(Key.chord("Shortcut+E")));
  }
}
