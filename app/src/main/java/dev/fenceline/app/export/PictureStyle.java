package dev.fenceline.app.export;

import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.picture.ExtraLanes;
import java.util.Set;

/**
 * The style of a picture.
 *
 * @param palette the colours
 * @param elastic whether idle stretches are folded
 * @param extra lanes in addition to the usual ones
 */
public record PictureStyle(Palette palette, boolean elastic, Set<ExtraLanes> extra) {
  public PictureStyle {
    extra = Set.copyOf(extra);
  }
}
