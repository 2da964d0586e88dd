/**
 * Levels of detail: the time to find what the columns of pixels show depends on the number of
 * columns, not on the number of items in the session.
 *
 * <p>The items of a lane are stored in the order in which they begin. Two pyramids are built on
 * them, one of their ends and one of their weights. Each level keeps the highest value of twice as
 * many items as the level below. With the pyramids, the first item that reaches into the picture,
 * an item wide enough to be drawn separately, and the worst item of a column are each found in
 * logarithmic time, so that one corruption among ten million events is visible at every zoom level.
 * A pyramid needs an eighth of the memory of its values, and appending to it takes constant time on
 * average.
 */
@NullMarked
package dev.fenceline.swimlane.level;

import org.jspecify.annotations.NullMarked;
