/**
 * Levels of detail: what a column of pixels shows is found in time that depends on the number of
 * columns, not on the number of things in the session.
 *
 * <p>The things of a lane stand in the order in which they begin. Two pyramids lie above them, one
 * of their ends and one of their weights: each level keeps the highest value of twice as many
 * things as the level below. With them, the first thing that reaches into the picture, a thing wide
 * enough to be drawn by itself, and the worst thing of a column are each found in logarithmic time,
 * so that one corruption among ten million events is seen however far one zooms out. A pyramid
 * costs an eighth of its values in memory, and appending to it takes constant time on average.
 */
@NullMarked
package dev.fenceline.swimlane.level;

import org.jspecify.annotations.NullMarked;
