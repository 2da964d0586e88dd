package dev.fenceline.app.inspector;

import dev.fenceline.app.action.Group;
import dev.fenceline.app.action.Key;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.feature.Feature;
import dev.fenceline.app.feature.WindowParts;
import dev.fenceline.app.feature.WindowParts.Place;
import dev.fenceline.app.workspace.OpenSession;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;

/** The inspector of the selected event, and the actions that change the selection. */
public final class InspectorFeature implements Feature {
  @Override
  public void addTo(WindowParts window) {
    InspectorViewModel inspector = new InspectorViewModel(window.workspace());
    window.put(Place.RIGHT, new InspectorView(inspector));
    add(
        window,
        "edit.follow.cause",
        "Follow back to the cause",
        Key.typed("["),
        InspectorFeature::whyNotFollow,
        _ -> inspector.followBack());
    add(
        window,
        "edit.follow.effect",
        "Follow on to the effect",
        Key.typed("]"),
        InspectorFeature::whyNotFollow,
        _ -> inspector.followOn());
    add(
        window,
        "edit.select.nothing",
        "Clear the selection",
        Key.chord("Esc"),
        _ -> new ReadOnlyStringWrapper(""),
        InspectorFeature::clear);
  }

  private static void clear(OpenSession session) {
    session.view().phase().set(null);
    session.clear();
  }

  private static ObservableValue<String> whyNotFollow(OpenSession session) {
    return session
        .selected()
        .map(selected -> selected.longValue() == OpenSession.NOTHING ? "Nothing is selected" : "");
  }

  private static void add(
      WindowParts window,
      String id,
      String words,
      Key key,
      Function<OpenSession, ObservableValue<String>> whyNot,
      Consumer<OpenSession> effect) {
    window.add(
        UserAction.of(id, Group.EDIT, words, () -> window.workspace().withCurrent(effect))
            .withKey(key)
            .withDisabled(window.workspace().whyNot(whyNot)));
  }
}
