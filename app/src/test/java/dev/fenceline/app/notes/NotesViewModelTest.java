package dev.fenceline.app.notes;

import static dev.fenceline.app.TestWorkspace.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.TestWorkspace;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.session.SessionNote;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NotesViewModelTest {
  private final TestWorkspace test = new TestWorkspace();
  private final NotesViewModel notes = new NotesViewModel(test.workspace());
  private final OpenSession session = TestWorkspace.session("test");

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void aNoteStandsAtThePlayheadOnTheSelectedLane() {
    test.workspace().show(session);
    session.select(4);
    notes.add("  it never came  ");
    assertThat(notes.rows()).hasSize(1);
    SessionNote note = notes.rows().getFirst();
    assertThat(note.text()).isEqualTo("it never came");
    assertThat(note.nanos()).isEqualTo(seconds(4));
    assertThat(note.lane()).isEqualTo("host/nvme4");
    assertThat(session.saved().get()).isFalse();
  }

  @Test
  void aDeletedNoteIsKeptInTheFileAsDeletedAndComesBackByUndo() {
    test.workspace().show(session);
    notes.add("first");
    notes.delete(notes.rows().getFirst());
    assertThat(notes.rows()).isEmpty();
    assertThat(session.toSession().notes()).extracting(SessionNote::text).containsExactly("");
    session.edits().undo();
    assertThat(notes.rows()).extracting(SessionNote::text).containsExactly("first");
    session.edits().undo();
    assertThat(notes.rows()).isEmpty();
  }

  @Test
  void notesAreInOrderOfTime() {
    test.workspace().show(session);
    session.select(5);
    notes.add("late");
    session.select(1);
    notes.add("early");
    assertThat(notes.rows()).extracting(SessionNote::text).containsExactly("early", "late");
  }

  @Test
  void blankWordsAreNoNote() {
    test.workspace().show(session);
    notes.add("   ");
    assertThat(session.notes()).isEmpty();
  }
}
