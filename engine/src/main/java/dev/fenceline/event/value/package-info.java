/** The values of fields of events: states, directions, outcomes, verdicts. */
@NullMarked
package dev.fenceline.event.value;

import org.jspecify.annotations.NullMarked;
