package dev.fenceline.app.present;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What the speaker may say now. */
final class SpeakerNotes extends VBox {
  private static final double GAP = 6;
  private static final double WIDTH_MAX = 300;
  private static final String NOTHING = "None here. Some steps of lessons have notes.";

  SpeakerNotes(ObservableValue<String> notes) {
    super(GAP);
    getStyleClass().add("present-notes");
    setMaxSize(WIDTH_MAX, Region.USE_PREF_SIZE);
    Label heading = new Label("Speaker notes");
    heading.getStyleClass().add("muted");
    Label text = new Label();
    text.textProperty().bind(notes.map(it -> it.isEmpty() ? NOTHING : it));
    text.setWrapText(true);
    text.setMinHeight(Region.USE_PREF_SIZE);
    getChildren().setAll(heading, text);
  }
}
