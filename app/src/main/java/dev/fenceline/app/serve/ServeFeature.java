package dev.fenceline.app.serve;

import dev.fenceline.app.action.Group;
import dev.fenceline.app.action.Key;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.feature.Feature;
import dev.fenceline.app.feature.SheetPane;
import dev.fenceline.app.feature.WindowParts;
import javafx.geometry.Pos;

/** Serving the emulated target to real hosts. */
public final class ServeFeature implements Feature {
  @Override
  public void addTo(WindowParts window) {
    SheetPane overlay = window.overlay();
    ServeView sheet =
        new ServeView(new ServeViewModel(window.workspace()), window.fileDialogs(), overlay::close);
    window.add(
        UserAction.of(
                "run.serve.show",
                Group.RUN,
                "Serve to real hosts\u2026",
                () -> overlay.show(sheet, Pos.CENTER))
            .withKey(Key.chord("Shortcut+T")));
  }
}
