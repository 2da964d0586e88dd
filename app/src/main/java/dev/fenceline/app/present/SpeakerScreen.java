package dev.fenceline.app.present;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Rectangle2D;

/** Finds the screen for the speaker. */
final class SpeakerScreen {
  private SpeakerScreen() {}

  /**
   * Returns the screen that shows least of the window; empty if there is only one.
   *
   * @param screens the places of all screens
   * @param window the place of the window that the audience sees
   */
  static Optional<Rectangle2D> beside(List<Rectangle2D> screens, Rectangle2D window) {
    return screens.size() < 2
        ? Optional.empty()
        : screens.stream().min(Comparator.comparingDouble(screen -> shared(screen, window)));
  }

  private static double shared(Rectangle2D one, Rectangle2D other) {
    double width =
        Math.min(one.getMaxX(), other.getMaxX()) - Math.max(one.getMinX(), other.getMinX());
    double height =
        Math.min(one.getMaxY(), other.getMaxY()) - Math.max(one.getMinY(), other.getMinY());
    return Math.max(0, width) * Math.max(0, height);
  }
}
