package dev.fenceline.app.library;

import dev.fenceline.app.feature.Feature;
import dev.fenceline.app.feature.WindowParts;
import dev.fenceline.app.feature.WindowParts.Place;

/** The library of scenarios and sessions. */
public final class LibraryFeature implements Feature {
  @Override
  public void addTo(WindowParts window) {
    LibraryViewModel library = new LibraryViewModel(window.workspace());
    window.put(
        Place.LEFT,
        new LibraryView(library, () -> window.actions().get("run.compare.policies").perform()));
    window.whenStarted(library::load);
  }
}
