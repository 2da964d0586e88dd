package dev.fenceline.app.workspace;

import dev.fenceline.event.Event;
import dev.fenceline.session.SessionNote;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Changes the notes of a session. Each change can be undone. Used on the application thread. */
public final class NoteEdits {
  private final OpenSession session;

  /** Changes the notes of a session. */
  public NoteEdits(OpenSession session) {
    this.session = session;
  }

  /** Returns the notes that are not deleted. */
  public List<SessionNote> written() {
    return session.notes().stream().filter(note -> !note.text().isEmpty()).toList();
  }

  /**
   * Adds a note on the lane of the selected event. Does nothing if the text is blank.
   *
   * @param range its moment or range
   */
  public void add(TimeRange range, String text) {
    if (text.isBlank()) {
      return;
    }
    String lane = session.selectedEvent().map(Event::lane).map(Objects::toString).orElse("");
    String id = UUID.randomUUID().toString();
    SessionNote note = new SessionNote(id, range.fromNanos(), range.toNanos(), lane, text.strip());
    session.edits().perform(() -> session.notes().add(note), () -> session.notes().remove(note));
  }

  /** Changes the text of a note. A blank text deletes it. */
  public void change(SessionNote note, String text) {
    if (text.strip().equals(note.text())) {
      return;
    }
    // In the file an empty text marks a note as deleted; the file may hold earlier lines of it.
    SessionNote changed = note.saying(text.strip());
    session
        .edits()
        .perform(
            () -> session.notes().replaceAll(other -> other.equals(note) ? changed : other),
            () -> session.notes().replaceAll(other -> other.equals(changed) ? note : other));
  }
}
