package dev.fenceline.app.swimlane;

import dev.fenceline.app.feature.Feature;
import dev.fenceline.app.feature.WindowParts;
import dev.fenceline.app.feature.WindowParts.Place;

/** The swimlanes and their actions. */
public final class SwimlaneFeature implements Feature {
  @Override
  public void addTo(WindowParts window) {
    SwimlaneViewModel swimlanes = new SwimlaneViewModel(window.workspace());
    SwimlaneActions.add(window.actions(), window.workspace(), swimlanes);
    SwimlaneView view =
        new SwimlaneView(swimlanes, window.dark(), new ItemMenu(window.actions(), swimlanes));
    window.put(Place.MIDDLE, view);
    window.placeLanes(view::place);
  }
}
