/**
 * Rebuilds the PDUs of a recording, for captures that are written from it and for conclusions that
 * are drawn again.
 */
@NullMarked
package dev.fenceline.exchange.recording;

import org.jspecify.annotations.NullMarked;
