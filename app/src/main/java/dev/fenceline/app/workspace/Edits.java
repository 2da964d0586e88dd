package dev.fenceline.app.workspace;

import java.util.ArrayDeque;
import java.util.Deque;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/** What was changed in a session and can be taken back. Used on the application thread. */
public final class Edits {
  /** Older changes stay as they are. */
  private static final int REMEMBERED_MAX = 200;

  private final Deque<Edit> done = new ArrayDeque<>();
  private final Deque<Edit> undone = new ArrayDeque<>();
  private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper canRedo = new ReadOnlyBooleanWrapper();

  private record Edit(Runnable forward, Runnable back) {}

  /** Makes a change that {@code back} takes back. */
  public void perform(Runnable forward, Runnable back) {
    forward.run();
    undone.clear();
    done.push(new Edit(forward, back));
    if (done.size() > REMEMBERED_MAX) {
      done.removeLast();
    }
    show();
  }

  /** Takes the last change back, if there is one. */
  public void undo() {
    if (!done.isEmpty()) {
      Edit edit = done.pop();
      edit.back().run();
      undone.push(edit);
      show();
    }
  }

  /** Makes the change again that was taken back last, if there is one. */
  public void redo() {
    if (!undone.isEmpty()) {
      Edit edit = undone.pop();
      edit.forward().run();
      done.push(edit);
      show();
    }
  }

  /** Whether there is a change to take back. */
  public ReadOnlyBooleanProperty canUndo() {
    return canUndo.getReadOnlyProperty();
  }

  /** Whether there is a change to make again. */
  public ReadOnlyBooleanProperty canRedo() {
    return canRedo.getReadOnlyProperty();
  }

  private void show() {
    canUndo.set(!done.isEmpty());
    canRedo.set(!undone.isEmpty());
  }
}
