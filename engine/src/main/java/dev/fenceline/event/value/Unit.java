package dev.fenceline.event.value;

/** The units of time, with their names for readers and in files. */
public enum Unit {
  NANO("ns", 1),
  MICRO("µs", "us", 1_000),
  MILLI("ms", 1_000_000),
  SECOND("s", 1_000_000_000),
  MINUTE("min", 60 * SECOND.nanos),
  HOUR("h", 60 * MINUTE.nanos);

  private final String symbol;
  private final String key;
  private final long nanos;

  Unit(String symbol, long nanos) {
    this(symbol, symbol, nanos);
  }

  Unit(String symbol, String key, long nanos) {
    this.symbol = symbol;
    this.key = key;
    this.nanos = nanos;
  }

  /** Returns the name that readers see. */
  public String symbol() {
    return symbol;
  }

  /** Returns the name in files, which is ASCII. */
  public String key() {
    return key;
  }

  /** Returns the length of the unit in nanoseconds. */
  public long nanos() {
    return nanos;
  }

  /** Returns a time, given in nanoseconds, in this unit. */
  public double of(long length) {
    return (double) length / nanos;
  }

  /** Returns the largest unit, at most seconds, in which a time is 1 or more; seconds for 0. */
  public static Unit largest(long length) {
    long size = Math.abs(length);
    if (size >= SECOND.nanos || size == 0) {
      return SECOND;
    }
    return size >= MILLI.nanos ? MILLI : size >= MICRO.nanos ? MICRO : NANO;
  }
}
