package dev.fenceline.swimlane.layout;

import dev.fenceline.event.Lane;
import dev.fenceline.swimlane.layout.LaneLayout.Row;
import dev.fenceline.swimlane.picture.Arrow;
import dev.fenceline.swimlane.picture.Picture;
import org.jspecify.annotations.Nullable;

/**
 * Where an arrow leaves one lane and reaches another.
 *
 * @param y where it leaves, in pixels from the top of the first heading
 * @param toY where it arrives
 */
public record ArrowEnds(double y, double toY) {
  /** Returns the ends of an arrow, or null if one of its lanes has no row. */
  public static @Nullable ArrowEnds of(Arrow arrow, Picture picture, LaneLayout layout) {
    Row from = layout.row(arrow.from());
    Row to = layout.row(arrow.to());
    if (from == null || to == null) {
      return null;
    }
    boolean down = from.y() < to.y();
    return new ArrowEnds(
        from.y() + from.within(leaves(arrow, picture, down)),
        to.y() + to.within(arrives(arrow, picture, down)));
  }

  private static double leaves(Arrow arrow, Picture picture, boolean down) {
    return switch (arrow.kind()) {
      case CCR -> LaneLayout.ADMIN_TOP + 12;
      case WRITE, STALE ->
          LaneLayout.heldTop(picture, arrow.from())
              + LaneLayout.HELD_STEP * picture.outstandingLine(arrow)
              + 3.5;
      case RETRY -> LaneLayout.heldTop(picture, arrow.from()) + 4;
      case RESET, DONE, AEN -> edge(arrow.from(), down);
    };
  }

  private static double arrives(Arrow arrow, Picture picture, boolean down) {
    return switch (arrow.kind()) {
      case AEN -> LaneLayout.ADMIN_TOP + 13;
      case WRITE, STALE -> LaneLayout.SLOW_TOP + LaneLayout.SLOW_STEP * picture.slowLine(arrow) + 3;
      case CCR, RESET, DONE, RETRY -> edge(arrow.to(), !down);
    };
  }

  /** Returns the y position of the lower or upper edge of the state bar. */
  private static double edge(Lane lane, boolean lower) {
    double height =
        lane.group() == Lane.Group.HOST ? LaneLayout.BAR_HEIGHT : LaneLayout.INSTANCE_BAR_HEIGHT;
    return lower ? LaneLayout.BAR_TOP + height : LaneLayout.BAR_TOP;
  }
}
