package dev.fenceline.app.present;

import dev.fenceline.app.feature.SpeakerCue;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What the speaker may say now, and the next step with what to say then. */
final class SpeakerNotes extends VBox {
  private static final double GAP = 6;
  private static final double WIDTH_MAX = 300;
  static final String NO_LESSON = "The steps of a lesson have notes. No lesson is played.";
  private static final String NO_NOTES = "This step has no notes.";
  private static final String LAST = "This is the last step.";

  /**
   * Creates the notes.
   *
   * @param isLarge whether they fill a window, and show what to say at the next step
   */
  SpeakerNotes(ObservableValue<SpeakerCue> cue, boolean isLarge) {
    super(isLarge ? 2 * GAP : GAP);
    getStyleClass().add(isLarge ? "speaker-notes" : "present-notes");
    if (!isLarge) {
      setMaxSize(WIDTH_MAX, Region.USE_PREF_SIZE);
    }
    getChildren()
        .setAll(
            label("muted", cue.map(SpeakerNotes::heading)),
            label("speaker-text", cue.map(SpeakerNotes::notes)));
    if (isLarge) {
      getChildren().add(1, label("speaker-title", cue.map(SpeakerCue::title)));
    }
    getChildren().add(label("muted", cue.map(SpeakerNotes::next)));
    if (isLarge) {
      getChildren().add(label("speaker-next", cue.map(SpeakerCue::nextNotes)));
    }
  }

  private static String heading(SpeakerCue cue) {
    return cue.isOfLesson() ? "Speaker notes, step " + cue.place() : "Speaker notes";
  }

  private static String notes(SpeakerCue cue) {
    if (!cue.isOfLesson()) {
      return NO_LESSON;
    }
    return cue.notes().isEmpty() ? NO_NOTES : cue.notes();
  }

  private static String next(SpeakerCue cue) {
    if (!cue.isOfLesson()) {
      return "";
    }
    return cue.nextTitle().isEmpty() ? LAST : "Next: " + cue.nextTitle();
  }

  private static Label label(String style, ObservableValue<String> text) {
    Label label = new Label();
    label.textProperty().bind(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().add(style);
    label.visibleProperty().bind(label.textProperty().isNotEmpty());
    label.managedProperty().bind(label.visibleProperty());
    return label;
  }
}
