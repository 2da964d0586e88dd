/** Network captures: read as sessions, and written of runs. */
@NullMarked
package dev.fenceline.exchange.capture;

import org.jspecify.annotations.NullMarked;
