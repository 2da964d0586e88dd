/** The painters of the lanes, one for each kind of lane and of mark. */
@NullMarked
package dev.fenceline.swimlane.paint;

import org.jspecify.annotations.NullMarked;
