package dev.fenceline.app.lessons;

import dev.fenceline.app.workspace.Preferences;
import dev.fenceline.lesson.View;

/** The lanes and the scale of a lesson, in place of those that the user has chosen. */
final class LessonPreferences {
  private final Preferences preferences;
  private boolean isElastic;
  private boolean isWithTimers;
  private boolean isWithPlaces;

  LessonPreferences(Preferences preferences) {
    this.preferences = preferences;
  }

  /** Keeps what the user has chosen, for {@link #restore}. */
  void keep() {
    isElastic = preferences.elastic().get();
    isWithTimers = preferences.timers().get();
    isWithPlaces = preferences.places().get();
  }

  /**
   * Shows the lanes of a step, on a linear scale, because an elastic one changes as time passes.
   */
  void show(View view) {
    preferences.elastic().set(false);
    preferences.places().set(view.lanes().contains("places"));
    preferences.timers().set(view.lanes().contains("timers"));
  }

  /** Shows again what the user has chosen. */
  void restore() {
    preferences.elastic().set(isElastic);
    preferences.timers().set(isWithTimers);
    preferences.places().set(isWithPlaces);
  }
}
