package dev.fenceline.app.notes;

import dev.fenceline.app.feature.SpokenRow;
import dev.fenceline.app.feature.WhyDisabled;
import dev.fenceline.app.workspace.Timecode;
import dev.fenceline.session.SessionNote;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** The notes in order of time, and a field to add one at the playhead. */
final class NotesView extends BorderPane {
  private static final double GAP = 12;
  private final NotesViewModel notes;

  /** Creates the view. */
  NotesView(NotesViewModel notes) {
    this.notes = notes;
    getStyleClass().add("notes");
    ListView<SessionNote> list = new ListView<>(notes.rows());
    list.setCellFactory(_ -> new Row());
    list.setAccessibleText("Notes");
    Label nothing =
        new Label("No notes yet. A note is added at the playhead and saved with the session.");
    nothing.getStyleClass().add("placeholder");
    list.setPlaceholder(nothing);
    list.getSelectionModel()
        .selectedItemProperty()
        .subscribe(note -> {
          if (note != null) {
            notes.choose(note);
          }
        });
    setTop(entry());
    setCenter(list);
  }

  private HBox entry() {
    Label place = new Label();
    place.getStyleClass().addAll("mono", "muted");
    place.textProperty().bind(notes.place());
    place.setMinWidth(Region.USE_PREF_SIZE);
    TextField text = new TextField();
    text.setPromptText("Write a note for this moment");
    text.setAccessibleText("New note");
    HBox.setHgrow(text, Priority.ALWAYS);
    Button add = new Button("Add note");
    add.setMinWidth(Region.USE_PREF_SIZE);
    add.disableProperty().bind(text.textProperty().map(String::isBlank));
    WhyDisabled.on(add, "The note is empty");
    text.setOnAction(_ -> add.fire());
    add.setOnAction(_ -> {
      notes.add(text.getText());
      text.clear();
    });
    HBox entry = new HBox(GAP, place, text, add);
    entry.getStyleClass().add("filter-strip");
    entry.disableProperty().bind(notes.possible().map(possible -> !possible));
    WhyDisabled.on(entry, "No session is open");
    return entry;
  }

  /** A row with the time, the text and a button that deletes the note. */
  private final class Row extends ListCell<SessionNote> {
    private final Label time = new Label();
    private final Label text = new Label();
    private final Button delete = new Button("Delete");
    private final HBox row = new HBox(GAP, time, text, delete);

    Row() {
      time.getStyleClass().addAll("mono", "muted");
      time.setMinWidth(Region.USE_PREF_SIZE);
      text.setWrapText(true);
      text.setMaxWidth(Double.MAX_VALUE);
      HBox.setHgrow(text, Priority.ALWAYS);
      delete.getStyleClass().add("quiet");
      delete.setMinWidth(Region.USE_PREF_SIZE);
      row.setAlignment(Pos.CENTER_LEFT);
    }

    @Override
    protected void updateItem(@Nullable SessionNote note, boolean empty) {
      super.updateItem(note, empty);
      if (empty || note == null) {
        setGraphic(null);
      } else {
        time.setText(
            new Timecode(note.nanos()).clock()
                + (note.isRange() ? " to " + new Timecode(note.toNanos()).clock() : ""));
        text.setText(note.text());
        delete.setOnAction(_ -> notes.delete(note));
        SpokenRow.show(this, row);
      }
    }
  }
}
