package dev.fenceline.app.swimlane;

import dev.fenceline.app.action.Group;
import dev.fenceline.app.action.Key;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.feature.Feature;
import dev.fenceline.app.feature.WindowParts;
import dev.fenceline.app.feature.WindowParts.Place;
import javafx.beans.binding.Bindings;

/** The swimlanes and their actions. */
public final class SwimlaneFeature implements Feature {
  @Override
  public void addTo(WindowParts window) {
    SwimlaneViewModel swimlanes = new SwimlaneViewModel(window.workspace());
    SwimlaneActions.add(window.actions(), window.workspace(), swimlanes);
    window.add(
        UserAction.of(
                "view.lane.zoom",
                Group.VIEW,
                "Zoom to the lane, or back",
                () -> new Arranging(swimlanes).enlarge(window.spokenOf().get()))
            .withKey(Key.chord("Z"))
            .withDisabled(window.workspace().whyNoSession())
            .withSelected(Bindings.isNotNull(swimlanes.enlarged())));
    // The next step points at something else.
    window.cue().subscribe(_ -> swimlanes.enlarged().set(null));
    ReadingViewModel reading = new ReadingViewModel(window.workspace(), swimlanes.drawn());
    window.add(
        UserAction.of("file.open.cancel", Group.FILE, "Cancel opening", reading::cancel)
            .withEnabled(
                Bindings.isNotNull(window.workspace().files().reading()),
                "No big session is being read."));
    SwimlaneView view =
        new SwimlaneView(
            swimlanes, reading, window.palette(), new ItemMenu(window.actions(), swimlanes));
    window.add(
        UserAction.of("edit.note.add", Group.EDIT, "Add a note here\u2026", view::addNote)
            .withKey(Key.typed("m"))
            .withDisabled(window.workspace().whyNoSession()));
    SwimlaneActions.add(window.actions(), window.workspace(), view);
    view.saying(window.region(Place.HEAD).accessibleTextProperty());
    window.put(Place.MIDDLE, view);
    window.placeLanes(view::place);
  }
}
