package dev.fenceline.app.notes;

import dev.fenceline.app.workspace.NoteEdits;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.TimeRange;
import dev.fenceline.app.workspace.Timecode;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.session.SessionNote;
import java.util.Comparator;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** The notes of the current session. They are saved with it, and every change can be undone. */
final class NotesViewModel {
  private final Workspace workspace;
  private final ObservableList<SessionNote> rows = FXCollections.observableArrayList();
  private final ObservableList<SessionNote> rowsView =
      FXCollections.unmodifiableObservableList(rows);
  private Subscription following = Subscription.EMPTY;

  /** Creates a model that follows the session shown by the workspace. */
  NotesViewModel(Workspace workspace) {
    this.workspace = workspace;
    workspace.current().subscribe(this::follow);
  }

  /** Returns the notes that are not deleted, in order of time. */
  public ObservableList<SessionNote> rows() {
    return rowsView;
  }

  /** Returns the title of the tab, with the number of notes. */
  public ObservableValue<String> title() {
    return Bindings.createStringBinding(
        () -> rows.isEmpty() ? "Notes" : "Notes  " + rows.size(), rows);
  }

  /** Returns the time at which a new note would be added. */
  public ObservableValue<String> place() {
    return workspace
        .shown()
        .flatMap(OpenSession::playheadNanos)
        .map(nanos -> "Note at " + new Timecode(nanos.longValue()).clock())
        .orElse("");
  }

  /** Returns whether there is a session to add notes to. */
  public ObservableValue<Boolean> possible() {
    return workspace.shown().map(_ -> true).orElse(false);
  }

  /**
   * Adds a note at the playhead, attached to the lane of the selected event. Does nothing if the
   * text is blank.
   */
  public void add(String text) {
    OpenSession session = workspace.current().get();
    if (session != null) {
      long nanos = session.playheadNanos().get();
      new NoteEdits(session).add(new TimeRange(nanos, nanos), text);
    }
  }

  /** Deletes a note. */
  public void delete(SessionNote note) {
    OpenSession session = workspace.current().get();
    if (session != null) {
      new NoteEdits(session).change(note, "");
    }
  }

  /** Moves the playhead to the note's moment. */
  public void choose(SessionNote note) {
    OpenSession session = workspace.current().get();
    if (session != null) {
      session.seek(note.nanos());
    }
  }

  private void follow(@Nullable OpenSession session) {
    following.unsubscribe();
    following = Subscription.EMPTY;
    if (session == null) {
      rows.clear();
      return;
    }
    InvalidationListener changed = _ -> show(session);
    session.notes().addListener(changed);
    following = () -> session.notes().removeListener(changed);
    show(session);
  }

  private void show(OpenSession session) {
    rows.setAll(
        session.notes().stream()
            .filter(note -> !note.text().isEmpty())
            .sorted(Comparator.comparingLong(SessionNote::nanos))
            .toList());
  }
}
