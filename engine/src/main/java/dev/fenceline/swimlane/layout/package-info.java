/** Where things are drawn: the rows of the lanes, the time scale and its ruler. */
@NullMarked
package dev.fenceline.swimlane.layout;

import org.jspecify.annotations.NullMarked;
