package dev.fenceline.app.authoring;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javafx.beans.property.Property;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The changes of a lesson that is being written. What is changed between two calls of {@link
 * #settle} is one change; letters typed into one field are one change up to the next word. Used on
 * the application thread.
 */
final class DraftHistory {
  private static final int PAST_MAX = 200;

  private final LessonDraft draft;
  private final Deque<DraftState> past = new ArrayDeque<>();
  private final Deque<DraftState> future = new ArrayDeque<>();
  private final ReadOnlyBooleanWrapper undoable = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper redoable = new ReadOnlyBooleanWrapper();
  private DraftState settled;
  private @Nullable Property<?> typed;

  DraftHistory(LessonDraft draft) {
    this.draft = draft;
    this.settled = draft.state();
  }

  LessonDraft draft() {
    return draft;
  }

  ReadOnlyBooleanProperty undoable() {
    return undoable.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty redoable() {
    return redoable.getReadOnlyProperty();
  }

  /** Ends a change, if there is one since the last call. */
  void settle() {
    DraftState now = draft.state();
    if (!now.equals(settled)) {
      Kept<?> alone = now.onlyChange(settled);
      if (alone == null || !alone.property().equals(typed) || isNextWord(alone)) {
        past.push(settled);
      }
      if (past.size() > PAST_MAX) {
        past.removeLast();
      }
      typed = alone == null ? null : alone.property();
      settled = now;
      future.clear();
    }
    tell();
  }

  private boolean isNextWord(Kept<?> text) {
    return settled.of(text).map(before -> text.blanks() > before.blanks()).orElse(true);
  }

  /** Tells whether something can be undone or redone. */
  void tell() {
    boolean isChanged = !draft.state().equals(settled);
    undoable.set(isChanged || !past.isEmpty());
    redoable.set(!isChanged && !future.isEmpty());
  }

  /** Takes the last change back. Returns the step that it concerns; empty if there is none. */
  Optional<DraftStep> undo() {
    settle();
    return exchange(past, future);
  }

  /** Makes the change again that was taken back last. Returns the step that it concerns. */
  Optional<DraftStep> redo() {
    settle();
    return exchange(future, past);
  }

  private Optional<DraftStep> exchange(Deque<DraftState> from, Deque<DraftState> to) {
    DraftState next = from.poll();
    if (next == null) {
      return Optional.empty();
    }
    DraftState before = settled;
    to.push(before);
    settled = next;
    typed = null;
    draft.restore(next);
    tell();
    return Optional.ofNullable(next.touched(before));
  }
}
