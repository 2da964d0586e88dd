/**
 * The events of a run, and everything derived from them: spans, recoveries, journeys, explanations,
 * summaries. None of it is stored in a session file.
 */
@NullMarked
package dev.fenceline.timeline;

import org.jspecify.annotations.NullMarked;
