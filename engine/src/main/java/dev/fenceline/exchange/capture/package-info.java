/** Reads network captures as sessions, and writes captures of runs. */
@NullMarked
package dev.fenceline.exchange.capture;

import org.jspecify.annotations.NullMarked;
