package dev.fenceline.exchange.kernellog.line;

import dev.fenceline.event.value.LogClock;

/**
 * The time at the start of a line.
 *
 * @param clock its clock, or {@link LogClock#NONE} if there is no time
 * @param nanos the time; with {@link LogClock#DIFFERENCES} the time since the previous line
 */
record Stamp(LogClock clock, long nanos) {
  static final Stamp NONE = new Stamp(LogClock.NONE, 0);
}
