package dev.fenceline.app.workspace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The ranges of time that the lanes have shown, for going back and forward. Many small moves of the
 * same kind, for example turns of the wheel, are one step. Used on the application thread.
 */
public final class ViewHistory {
  private static final int STEPS_MAX = 100;

  /** How the visible range changes. */
  public enum Move {
    /** To less time. */
    IN,
    /** To more time. */
    OUT,
    /** To earlier or later times. */
    ALONG,
    /** To another range at once. */
    JUMP
  }

  private final Deque<TimeRange> back = new ArrayDeque<>();
  private final Deque<TimeRange> forward = new ArrayDeque<>();
  private final ReadOnlyBooleanWrapper canGoBack = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper canGoForward = new ReadOnlyBooleanWrapper();
  private @Nullable Move last;

  /** Records that a move leaves a range. */
  public void leave(TimeRange range, Move move) {
    if (move == Move.JUMP || move != last) {
      if (!range.equals(back.peek())) {
        back.push(range);
      }
      if (back.size() > STEPS_MAX) {
        back.removeLast();
      }
    }
    forward.clear();
    last = move;
    changed();
  }

  /** Goes back from a range. Returns the range before it; empty if there is none. */
  public Optional<TimeRange> back(TimeRange from) {
    return go(back, forward, from);
  }

  /** Goes forward from a range. Returns the range after it; empty if there is none. */
  public Optional<TimeRange> forward(TimeRange from) {
    return go(forward, back, from);
  }

  private Optional<TimeRange> go(Deque<TimeRange> source, Deque<TimeRange> other, TimeRange from) {
    TimeRange found = source.poll();
    if (found != null) {
      other.push(from);
      last = null;
      changed();
    }
    return Optional.ofNullable(found);
  }

  /** Returns whether there is a range to go back to. */
  public ReadOnlyBooleanProperty canGoBack() {
    return canGoBack.getReadOnlyProperty();
  }

  /** Returns whether there is a range to go forward to. */
  public ReadOnlyBooleanProperty canGoForward() {
    return canGoForward.getReadOnlyProperty();
  }

  private void changed() {
    canGoBack.set(!back.isEmpty());
    canGoForward.set(!forward.isEmpty());
  }
}
