package dev.fenceline.app.notes;

import dev.fenceline.app.feature.Feature;
import dev.fenceline.app.feature.WindowParts;
import javafx.scene.control.Tab;

/** The tab with the notes. */
public final class NotesFeature implements Feature {
  @Override
  public void addTo(WindowParts window) {
    NotesViewModel notes = new NotesViewModel(window.workspace());
    Tab tab = new Tab("", new NotesView(notes));
    tab.textProperty().bind(notes.title());
    window.add(tab);
  }
}
