package dev.fenceline.exchange.capture.packet;

/**
 * The units of the times of a pcapng interface.
 *
 * @param perSecond number of units per second, unsigned
 * @param offsetSeconds the number of seconds to add
 */
public record TimeUnits(long perSecond, long offsetSeconds) {
  /** Microseconds, the default of an interface. */
  public static final TimeUnits MICROS = new TimeUnits(1_000_000, 0);

  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final int BINARY = 0x80;
  private static final int EXPONENT = 0x7F;
  private static final int DECIMAL_MAX = 18;
  private static final int BINARY_MAX = 62;

  /** The largest number of fraction bits that is used. Further bits are below a nanosecond. */
  private static final int FRACTION_BITS_MAX = 30;

  /** Returns the units with the resolution of option if_tsresol: a negative power of 10 or of 2. */
  public TimeUnits withResolution(byte option) {
    int exponent = option & EXPONENT;
    if ((option & BINARY) != 0) {
      return new TimeUnits(1L << Math.min(exponent, BINARY_MAX), offsetSeconds);
    }
    long units = 1;
    for (int i = 0; i < Math.min(exponent, DECIMAL_MAX); i++) {
      units *= 10;
    }
    return new TimeUnits(units, offsetSeconds);
  }

  TimeUnits withOffset(long seconds) {
    return new TimeUnits(perSecond, seconds);
  }

  /** Converts a time of the interface to nanoseconds since 1970. */
  public long nanos(long time) {
    long seconds = Long.divideUnsigned(time, perSecond) + offsetSeconds;
    long fraction = Long.remainderUnsigned(time, perSecond);
    return seconds * NANOS_PER_SECOND + nanosOf(fraction);
  }

  private long nanosOf(long fraction) {
    int bits = Long.numberOfTrailingZeros(perSecond);
    if (perSecond == 1L << bits) {
      int less = Math.max(0, bits - FRACTION_BITS_MAX);
      return ((fraction >>> less) * NANOS_PER_SECOND) >>> (bits - less);
    }
    return perSecond > NANOS_PER_SECOND
        ? fraction / (perSecond / NANOS_PER_SECOND)
        : fraction * (NANOS_PER_SECOND / perSecond);
  }
}
