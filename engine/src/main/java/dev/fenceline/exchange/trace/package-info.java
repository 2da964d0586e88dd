/** Writes sessions as traces that Perfetto and chrome://tracing open. */
@NullMarked
package dev.fenceline.exchange.trace;

import org.jspecify.annotations.NullMarked;
