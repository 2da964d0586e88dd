package dev.fenceline.app.export;

import dev.fenceline.app.feature.WindowParts;
import dev.fenceline.app.workspace.Preferences;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.picture.ExtraLanes;
import dev.fenceline.timeline.recovery.Stretch;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The style of a picture.
 *
 * @param palette the colours
 * @param elastic whether idle stretches are folded
 * @param extra lanes in addition to the usual ones
 * @param sheet what a picture has that explains itself; empty for a picture of the lanes alone
 * @param metrics whether the metrics are below the lanes
 */
public record PictureStyle(
    Palette palette,
    boolean elastic,
    Set<ExtraLanes> extra,
    Optional<Sheet> sheet,
    boolean metrics) {
  public PictureStyle {
    extra = Set.copyOf(extra);
  }

  /** Creates the style of a picture of the lanes alone. */
  public PictureStyle(Palette palette, boolean elastic, Set<ExtraLanes> extra) {
    this(palette, elastic, extra, Optional.empty(), false);
  }

  /**
   * A picture with title, verdict, notes, markers and legend.
   *
   * @param range the range of time to draw; empty for all
   * @param aNanos the moment of marker A; null for none
   * @param bNanos the moment of marker B; null for none
   */
  public record Sheet(Optional<Stretch> range, @Nullable Long aNanos, @Nullable Long bNanos) {}

  /** Returns the same style for a picture that explains itself. */
  PictureStyle with(Sheet explained) {
    return new PictureStyle(palette, elastic, extra, Optional.of(explained), metrics);
  }

  /** Returns the same style with or without metrics below the lanes. */
  public PictureStyle withMetrics(boolean shown) {
    return new PictureStyle(palette, elastic, extra, sheet, shown);
  }

  /** Returns the style in which a window shows lanes. */
  static PictureStyle of(WindowParts window) {
    Preferences preferences = window.workspace().preferences();
    return new PictureStyle(
        window.palette().getValue(), preferences.elastic().get(), preferences.extraLanes());
  }
}
