package dev.fenceline.app.swimlane;

import dev.fenceline.app.workspace.NoteEdits;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.TimeRange;
import dev.fenceline.session.SessionNote;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.layout.TimeScale;
import dev.fenceline.swimlane.paint.Hit;
import dev.fenceline.swimlane.paint.MarkPainter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;

/**
 * The notes on the timeline, and the field in which one is written at its place. Enter keeps what
 * is written, Escape does not; a note without text is deleted.
 */
final class NotesOnLanes {
  private static final double FIELD_WIDTH = 240;
  private static final double FIELD_HEIGHT = 26;

  private final Region lanes;
  private final SwimlaneViewModel model;
  private final TextField field = new TextField();
  private List<SessionNote> drawn = List.of();
  private List<Hit> areas = List.of();
  private double fieldX;
  private Consumer<String> keep = _ -> {};

  /** Creates the notes, with their field hidden. */
  NotesOnLanes(Region lanes, SwimlaneViewModel model) {
    this.lanes = lanes;
    this.model = model;
    field.getStyleClass().add("note-field");
    field.setPromptText("Write a note");
    field.setAccessibleText("Note");
    field.setVisible(false);
    field.setManaged(false);
    field.setOnAction(_ -> close(true));
    field.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            close(false);
            event.consume();
          }
        });
    field
        .focusedProperty()
        .subscribe((_, focused) -> {
          if (!focused) {
            close(true);
          }
        });
  }

  /** Returns the field, which belongs above the lanes. */
  TextField field() {
    return field;
  }

  /** Draws the notes of the session. */
  void paint(OpenSession session, MarkPainter marks) {
    drawn =
        new NoteEdits(session)
            .written().stream().sorted(Comparator.comparingLong(SessionNote::nanos)).toList();
    areas =
        marks.notes(
            drawn.stream()
                .map(it -> new MarkPainter.Note(it.nanos(), it.toNanos(), it.text()))
                .toList());
  }

  /** Returns the note at a point. */
  Optional<SessionNote> at(double x, double y) {
    for (int i = areas.size() - 1; i >= 0; i--) {
      if (areas.get(i).width() > 0 && areas.get(i).contains(x, y, 0)) {
        return Optional.of(drawn.get(i));
      }
    }
    return Optional.empty();
  }

  /** Opens the field on a note. */
  void edit(SessionNote note) {
    OpenSession session = model.session();
    if (session != null) {
      open(note.nanos(), note.text(), text -> new NoteEdits(session).change(note, text));
    }
  }

  /** Opens the field for a new note on the measured range, or else where the playhead is. */
  void add() {
    OpenSession session = model.session();
    if (session != null) {
      TimeRange measured = session.measured().get();
      long playhead = session.playheadNanos().get();
      TimeRange range = measured == null ? new TimeRange(playhead, playhead) : measured;
      open(range.fromNanos(), "", text -> new NoteEdits(session).add(range, text));
    }
  }

  private void open(long nanos, String text, Consumer<String> whenKept) {
    TimeScale scale = model.scale().orElse(null);
    if (scale == null) {
      return;
    }
    keep = whenKept;
    double most = Math.max(scale.left(), scale.right() - FIELD_WIDTH);
    fieldX = Math.clamp(scale.x(nanos), scale.left(), most);
    field.setText(text);
    field.setVisible(true);
    place();
    field.requestFocus();
    field.selectAll();
  }

  /** Places the field. */
  void place() {
    field.resizeRelocate(fieldX, LaneLayout.HEADER_HEIGHT, FIELD_WIDTH, FIELD_HEIGHT);
  }

  private void close(boolean kept) {
    if (field.isVisible()) {
      field.setVisible(false);
      Consumer<String> last = keep;
      keep = _ -> {};
      if (kept) {
        last.accept(field.getText());
      }
      lanes.requestFocus();
    }
  }
}
