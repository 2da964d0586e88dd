package dev.fenceline.app.workspace;

import java.util.ArrayDeque;
import java.util.Deque;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/** The changes of a session that can be undone. Used on the application thread. */
public final class Edits {
  /** The largest number of changes that can be undone. */
  private static final int REMEMBERED_MAX = 200;

  private final Deque<Edit> done = new ArrayDeque<>();
  private final Deque<Edit> undone = new ArrayDeque<>();
  private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper canRedo = new ReadOnlyBooleanWrapper();

  private record Edit(Runnable forward, Runnable back) {}

  /** Makes a change that {@code back} undoes. */
  public void perform(Runnable forward, Runnable back) {
    forward.run();
    undone.clear();
    done.push(new Edit(forward, back));
    if (done.size() > REMEMBERED_MAX) {
      done.removeLast();
    }
    show();
  }

  /** Undoes the last change, if there is one. */
  public void undo() {
    if (!done.isEmpty()) {
      Edit edit = done.pop();
      edit.back().run();
      undone.push(edit);
      show();
    }
  }

  /** Redoes the change that was undone last, if there is one. */
  public void redo() {
    if (!undone.isEmpty()) {
      Edit edit = undone.pop();
      edit.forward().run();
      done.push(edit);
      show();
    }
  }

  /** Returns whether there is a change to undo. */
  public ReadOnlyBooleanProperty canUndo() {
    return canUndo.getReadOnlyProperty();
  }

  /** Returns whether there is a change to redo. */
  public ReadOnlyBooleanProperty canRedo() {
    return canRedo.getReadOnlyProperty();
  }

  private void show() {
    canUndo.set(!done.isEmpty());
    canRedo.set(!undone.isEmpty());
  }
}
