package dev.fenceline.app.window;

import dev.fenceline.swimlane.ExtraLanes;
import java.util.Set;

/**
 * How a picture looks.
 *
 * @param dark whether on a dark ground
 * @param elastic whether idle stretches are folded
 * @param extra lanes beyond the usual ones
 */
public record PictureStyle(boolean dark, boolean elastic, Set<ExtraLanes> extra) {
  public PictureStyle {
    extra = Set.copyOf(extra);
  }
}
