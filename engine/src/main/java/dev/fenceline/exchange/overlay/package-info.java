/** Overlays one recording on another: both in one session, on one clock. */
@NullMarked
package dev.fenceline.exchange.overlay;

import org.jspecify.annotations.NullMarked;
