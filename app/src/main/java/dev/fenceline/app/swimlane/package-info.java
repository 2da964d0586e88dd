/** The swimlanes of the current session: phases, ruler, lanes, overview. */
@NullMarked
package dev.fenceline.app.swimlane;

import org.jspecify.annotations.NullMarked;
