/** What lasts on a timeline: states, holds and timers of a lane, and the journeys of commands. */
@NullMarked
package dev.fenceline.timeline.span;

import org.jspecify.annotations.NullMarked;
