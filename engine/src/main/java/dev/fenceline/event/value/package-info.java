/** The values that fields of events take: states, directions, outcomes, verdicts. */
@NullMarked
package dev.fenceline.event.value;

import org.jspecify.annotations.NullMarked;
