package dev.fenceline.app.inspector;

import dev.fenceline.app.action.Group;
import dev.fenceline.app.action.Key;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.feature.Feature;
import dev.fenceline.app.feature.WindowParts;
import dev.fenceline.app.feature.WindowParts.Place;
import dev.fenceline.app.workspace.OpenSession;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;

/** The inspector of the selected event, and the actions that change the selection. */
public final class InspectorFeature implements Feature {
  @Override
  public void addTo(WindowParts window) {
    window.put(Place.RIGHT, new InspectorView(new InspectorViewModel(window.workspace())));
    add(window, "edit.follow.cause", "Go to the cause", Key.typed("["), OpenSession::selectCause);
    add(
        window,
        "edit.follow.effect",
        "Go to the effect",
        Key.typed("]"),
        OpenSession::selectEffect);
    add(window, "edit.select.nothing", "Clear the selection", Key.chord("Esc"), OpenSession::clear);
  }

  private static void add(
      WindowParts window, String id, String words, Key key, Consumer<OpenSession> effect) {
    window.add(
        UserAction.of(id, Group.EDIT, words, () -> window.workspace().withCurrent(effect))
            .withKey(key)
            .withEnabled(Bindings.isNotNull(window.workspace().current())));
  }
}
