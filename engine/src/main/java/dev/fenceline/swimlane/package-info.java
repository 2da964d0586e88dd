/** The picture of a session: time scale, lanes, painter, and the pen it draws with. No toolkit. */
@NullMarked
package dev.fenceline.swimlane;

import org.jspecify.annotations.NullMarked;
