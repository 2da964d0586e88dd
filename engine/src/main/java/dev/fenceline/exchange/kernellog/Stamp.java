package dev.fenceline.exchange.kernellog;

import dev.fenceline.event.LogClock;

/**
 * The time at the start of a line.
 *
 * @param clock what it means; {@link LogClock#NONE}: there is none
 * @param nanos the time; with {@link LogClock#DIFFERENCES} how long after the line before
 */
record Stamp(LogClock clock, long nanos) {
  static final Stamp NONE = new Stamp(LogClock.NONE, 0);
}
