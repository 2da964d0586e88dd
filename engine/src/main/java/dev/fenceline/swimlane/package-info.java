/**
 * The picture of a session: time scale, lanes, painters, and the pen that they draw with. Does not
 * depend on a toolkit.
 */
@NullMarked
package dev.fenceline.swimlane;

import org.jspecify.annotations.NullMarked;
