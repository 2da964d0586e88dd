package dev.fenceline.app.player;

import dev.fenceline.app.feature.Feature;
import dev.fenceline.app.feature.WindowParts;
import dev.fenceline.app.feature.WindowParts.Place;

/** Running scenarios, injecting faults, and playing back a session. */
public final class PlayerFeature implements Feature {
  @Override
  public void addTo(WindowParts window) {
    PlayerViewModel player = new PlayerViewModel(window.workspace());
    player.register(window.actions());
    window.put(Place.TOOLS_START, new PlayerView(player, window.actions()));
    window.presenting().subscribe(_ -> player.sayNothing());
    window.addLayer(new CaptionLayer(player.caption()));
  }
}
