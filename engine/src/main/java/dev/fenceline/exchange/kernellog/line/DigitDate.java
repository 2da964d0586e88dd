package dev.fenceline.exchange.kernellog.line;

import java.util.OptionalLong;

/**
 * The two readings of a date whose day and month are numbers.
 *
 * @param separator the character between the numbers
 * @param monthFirstNanos the time if the first number is the month, or empty if it cannot be
 * @param dayFirstNanos the time if the first number is the day, or empty if it cannot be
 */
record DigitDate(
    char separator, boolean hasYear, OptionalLong monthFirstNanos, OptionalLong dayFirstNanos) {
  /** Reports whether both readings are possible and differ. */
  boolean isAmbiguous() {
    return monthFirstNanos.isPresent()
        && dayFirstNanos.isPresent()
        && !monthFirstNanos.equals(dayFirstNanos);
  }

  /** Reports whether the time from this date to another one depends on the reading. */
  boolean stepsDiffer(DigitDate next) {
    return monthFirstNanos.isPresent()
        && dayFirstNanos.isPresent()
        && next.monthFirstNanos.isPresent()
        && next.dayFirstNanos.isPresent()
        && next.monthFirstNanos.getAsLong() - monthFirstNanos.getAsLong()
            != next.dayFirstNanos.getAsLong() - dayFirstNanos.getAsLong();
  }
}
