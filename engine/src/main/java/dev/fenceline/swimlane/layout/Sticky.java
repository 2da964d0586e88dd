package dev.fenceline.swimlane.layout;

import dev.fenceline.swimlane.layout.LaneLayout.Heading;
import org.jspecify.annotations.Nullable;

/**
 * What stays at the top while the rows are scrolled: pinned rows, or else the heading of the
 * topmost row.
 *
 * @param heading the heading; null if there are pinned rows or nothing is scrolled
 * @param height how much it covers of the rows, in pixels
 */
public record Sticky(@Nullable Heading heading, double height) {
  /** Returns what stays at the top while the rows are scrolled down by so many pixels. */
  public static Sticky of(LaneLayout layout, double scrollY) {
    if (layout.pinnedHeight() > 0 || scrollY <= 0) {
      return new Sticky(null, layout.pinnedHeight());
    }
    double limit = Double.MAX_VALUE;
    for (Heading heading : layout.headings().reversed()) {
      if (heading.y() < scrollY) {
        return new Sticky(heading, Math.min(LaneLayout.HEADING_HEIGHT, limit - scrollY));
      }
      limit = heading.y();
    }
    return new Sticky(null, 0);
  }
}
