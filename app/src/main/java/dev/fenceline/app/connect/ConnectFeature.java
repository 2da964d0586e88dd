package dev.fenceline.app.connect;

import dev.fenceline.app.action.Group;
import dev.fenceline.app.action.Key;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.feature.Feature;
import dev.fenceline.app.feature.SheetPane;
import dev.fenceline.app.feature.WindowParts;
import dev.fenceline.scenario.HostIdentity;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import org.jspecify.annotations.Nullable;

/** Connecting the host of the lab to a real target. */
public final class ConnectFeature implements Feature {
  /** Made when it is first shown, because it reads all scenarios. */
  private @Nullable ConnectViewModel model;

  @Override
  public void addTo(WindowParts window) {
    SheetPane overlay = window.overlay();
    window.add(
        UserAction.of(
                "run.target.connect",
                Group.RUN,
                "Connect to a target\u2026",
                () -> overlay.show(new ConnectView(model(window), overlay::close), Pos.CENTER))
            .withKey(Key.chord("Shortcut+K"))
            .withEnabled(
                Bindings.isNull(window.workspace().runs().live()), "A run is in progress"));
  }

  private ConnectViewModel model(WindowParts window) {
    if (model == null) {
      model = new ConnectViewModel(window.workspace(), HostIdentity.defaultFile());
    }
    return model;
  }
}
