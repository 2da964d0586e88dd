package dev.fenceline.app.feature;

import dev.fenceline.app.workspace.Preferences;
import dev.fenceline.app.workspace.Preferences.Motion;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableValue;

/**
 * Whether what would move by itself jumps to its end: as the user has chosen, or else as the
 * desktop says.
 */
public final class ReducedMotion {
  private ReducedMotion() {}

  /**
   * Returns whether motion is reduced now.
   *
   * @param desktop whether the desktop asks programs to reduce motion
   */
  public static BooleanBinding of(Preferences preferences, ObservableValue<Boolean> desktop) {
    return Bindings.createBooleanBinding(
        () ->
            switch (preferences.motion().get()) {
              case REDUCED -> true;
              case FULL -> false;
              case SYSTEM -> desktop.getValue();
            },
        preferences.motion(),
        desktop);
  }

  /** Chooses the opposite of what is now. */
  public static void toggle(Preferences preferences, boolean isReduced) {
    preferences.motion().set(isReduced ? Motion.FULL : Motion.REDUCED);
  }
}
