/** One recording laid over another: both in one session, on one clock. */
@NullMarked
package dev.fenceline.exchange.overlay;

import org.jspecify.annotations.NullMarked;
