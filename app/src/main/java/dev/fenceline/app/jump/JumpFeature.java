package dev.fenceline.app.jump;

import dev.fenceline.app.action.Group;
import dev.fenceline.app.action.Key;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.feature.Feature;
import dev.fenceline.app.feature.SheetPane;
import dev.fenceline.app.feature.WindowParts;
import javafx.geometry.Pos;

/** Goes to a time that the user types. */
public final class JumpFeature implements Feature {
  @Override
  public void addTo(WindowParts window) {
    SheetPane overlay = window.overlay();
    window.add(
        UserAction.of(
                "view.jump.time",
                Group.VIEW,
                "Go to a time\u2026",
                () ->
                    window
                        .workspace()
                        .withCurrent(session ->
                            overlay.show(new JumpSheet(session, overlay::close), Pos.TOP_CENTER)))
            .withKey(Key.chord("G"))
            .withDisabled(window.workspace().whyNoSession()));
  }
}
