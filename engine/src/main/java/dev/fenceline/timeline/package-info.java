/**
 * What happened in a run, and everything that is derived from it: spans, recoveries, journeys,
 * explanations, summaries. Nothing here is stored in a session file.
 */
@NullMarked
package dev.fenceline.timeline;

import org.jspecify.annotations.NullMarked;
