package dev.fenceline.app.library;

import dev.fenceline.app.action.Group;
import dev.fenceline.app.action.Key;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.feature.Feature;
import dev.fenceline.app.feature.WindowParts;
import dev.fenceline.app.feature.WindowParts.Place;
import javafx.util.Subscription;

/** The library of scenarios and sessions. */
public final class LibraryFeature implements Feature {
  @Override
  public void addTo(WindowParts window) {
    LibraryViewModel library = new LibraryViewModel(window.workspace());
    window.put(
        Place.LEFT,
        new LibraryView(library, () -> window.actions().get("run.compare.policies").perform()));
    window.whenStarted(library::load);
    addGallery(window);
  }

  /** Adds the gallery, which is the first page unless the window opens a file. */
  private static void addGallery(WindowParts window) {
    GalleryViewModel gallery =
        new GalleryViewModel(
            window.workspace(),
            window.actions(),
            window.palette(),
            window::showSideBySide,
            window::exportLesson);
    GalleryView page = new GalleryView(gallery, window.pages()::leave);
    Runnable show =
        () -> {
          gallery.load();
          window.pages().toggle(page);
        };
    window.add(
        UserAction.of("lessons.gallery.show", Group.LESSONS, "Gallery", show)
            .withKey(Key.chord("Shortcut+G")));
    window.add(
        UserAction.of(
            "lessons.gallery.tour", Group.LESSONS, "Take the ten-minute tour", gallery::takeTour));
    window.whenStarted(first -> {
      if (!first.isEmpty()) {
        show.run();
        // The first scenario is shown when it has run, which closes the page: it is shown again.
        Subscription[] waiting = {Subscription.EMPTY};
        waiting[0] =
            window
                .workspace()
                .current()
                .subscribe((_, _) -> {
                  waiting[0].unsubscribe();
                  show.run();
                });
      }
    });
  }
}
