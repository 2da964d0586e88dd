package dev.fenceline.app.headline;

import dev.fenceline.app.feature.Feature;
import dev.fenceline.app.feature.WindowParts;
import dev.fenceline.app.feature.WindowParts.Place;

/** The sentence above the lanes. */
public final class HeadlineFeature implements Feature {
  @Override
  public void addTo(WindowParts window) {
    window.put(Place.HEAD, new HeadlineView(new HeadlineViewModel(window.workspace())));
  }
}
