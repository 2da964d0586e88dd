package dev.fenceline.app.tabs;

import dev.fenceline.app.action.Group;
import dev.fenceline.app.action.Key;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.feature.Feature;
import dev.fenceline.app.feature.WindowParts;
import dev.fenceline.app.feature.WindowParts.Place;

/** The open sessions as tabs below the toolbar. */
public final class TabsFeature implements Feature {
  @Override
  public void addTo(WindowParts window) {
    TabsViewModel model = new TabsViewModel(window.workspace());
    window.put(
        Place.SESSIONS,
        new TabsView(
            model,
            window.workspace(),
            session -> {
              model.show(session);
              window.actions().get("file.window.close").perform();
            }));
    window.add(
        UserAction.of("view.session.next", Group.VIEW, "Next session", () -> model.go(1))
            .withKey(Key.chord("Shortcut+Page Down"))
            .withEnabled(model.several(), "There is no second session"));
    window.add(
        UserAction.of("view.session.previous", Group.VIEW, "Previous session", () -> model.go(-1))
            .withKey(Key.chord("Shortcut+Page Up"))
            .withEnabled(model.several(), "There is no second session"));
  }
}
