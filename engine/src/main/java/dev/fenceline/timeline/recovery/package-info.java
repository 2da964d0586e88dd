/** The recoveries of a timeline, their phases, and the summary of a session. */
@NullMarked
package dev.fenceline.timeline.recovery;

import org.jspecify.annotations.NullMarked;
