package dev.fenceline.app.present;

import java.util.concurrent.TimeUnit;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/** What a speaker has switched on, and how long the speaker has presented. */
final class PresentViewModel {
  private final BooleanProperty presenting;
  private final BooleanProperty black = new SimpleBooleanProperty();
  private final BooleanProperty notes = new SimpleBooleanProperty();
  private final BooleanProperty apart = new SimpleBooleanProperty();
  private final BooleanProperty light = new SimpleBooleanProperty();
  private final Drawing drawing = new Drawing();
  private final ReadOnlyStringWrapper elapsed = new ReadOnlyStringWrapper("");
  private long beganNanos = -1;

  /**
   * Creates it for a window.
   *
   * @param presenting whether the window is presented
   */
  PresentViewModel(BooleanProperty presenting) {
    this.presenting = presenting;
    presenting.subscribe(_ -> {
      black.set(false);
      notes.set(false);
      light.set(false);
      drawing.on().set(false);
      drawing.clear();
      beganNanos = -1;
      elapsed.set(clock(0));
    });
  }

  /** Returns whether the window is presented. */
  BooleanProperty presenting() {
    return presenting;
  }

  /** Returns whether the screen is black. */
  BooleanProperty black() {
    return black;
  }

  /** Returns whether the notes of the speaker are shown. */
  BooleanProperty notes() {
    return notes;
  }

  /** Returns whether the notes of the speaker are in a window of their own. */
  BooleanProperty apart() {
    return apart;
  }

  /** Returns whether a spotlight follows the mouse. */
  BooleanProperty light() {
    return light;
  }

  /** Returns what the speaker draws. */
  Drawing drawing() {
    return drawing;
  }

  /** Returns the time since presenting began, for example {@code 4:05}. */
  ReadOnlyStringProperty elapsed() {
    return elapsed.getReadOnlyProperty();
  }

  /** Advances the timer. Called for every frame while the window is presented. */
  void tick(long wallNanos) {
    if (beganNanos < 0) {
      beganNanos = wallNanos;
    }
    elapsed.set(clock(TimeUnit.NANOSECONDS.toSeconds(wallNanos - beganNanos)));
  }

  private static String clock(long seconds) {
    return "%d:%02d".formatted(seconds / 60, seconds % 60);
  }
}
