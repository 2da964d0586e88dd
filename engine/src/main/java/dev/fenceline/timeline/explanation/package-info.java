/** Explains events, spans and phases in sentences. */
@NullMarked
package dev.fenceline.timeline.explanation;

import org.jspecify.annotations.NullMarked;
