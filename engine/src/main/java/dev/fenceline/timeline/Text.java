package dev.fenceline.timeline;

import dev.fenceline.event.value.Unit;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Formats times, durations and reasons for sentences and labels, always with a decimal point. */
public final class Text {
  private Text() {}

  /** Formats a moment of the session to the millisecond: {@code 12.510 s}. */
  public static String moment(long nanos) {
    return String.format(Locale.ROOT, "%.3f ", Unit.SECOND.of(nanos)) + Unit.SECOND.symbol();
  }

  /**
   * Formats a duration with few digits: {@code 6.31 s}, {@code 1.50 s}, {@code 10 s}, {@code 0.8
   * ms}, {@code 14 µs}.
   */
  public static String duration(long nanos) {
    if (nanos < 0) {
      return "-" + duration(-nanos);
    }
    boolean isNearlyMilli = nanos >= Unit.MILLI.nanos() / 2 && nanos < Unit.MILLI.nanos();
    Unit unit = isNearlyMilli ? Unit.MILLI : Unit.largest(nanos);
    return digits(unit.of(nanos)) + " " + unit.symbol();
  }

  /**
   * Formats a measured duration to the millisecond or to a tenth of a smaller unit: {@code 12.510
   * s}, {@code 2.0 ms}, {@code 812.3 µs}.
   */
  public static String measured(long nanos) {
    if (nanos < Unit.MICRO.nanos()) {
      return nanos + " " + Unit.NANO.symbol();
    }
    Unit unit = Unit.largest(nanos);
    return unit == Unit.SECOND
        ? moment(nanos)
        : String.format(Locale.ROOT, "%.1f ", unit.of(nanos)) + unit.symbol();
  }

  /** Formats a time limit of a controller or host; 0 means that there is none. */
  public static String millis(long millis) {
    return millis == 0 ? "none" : duration(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  /** Returns a reason as a sentence with a leading blank; empty if there is no reason. */
  public static String reason(String reason) {
    return reason.isEmpty() ? "" : " Reason: " + reason + ".";
  }

  /** Formats a number with three significant digits. A whole number gets no fraction. */
  private static String digits(double value) {
    if (Math.abs(value - Math.rint(value)) < 0.005) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    return String.format(Locale.ROOT, value < 1 ? "%.1f" : value < 10 ? "%.2f" : "%.1f", value);
  }

  /** Formats a number with separated thousands: {@code 12,904}. */
  public static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Formats a number for windows and pictures, with non-breaking spaces: {@code 12 904}. */
  public static String spaced(long number) {
    return number(number).replace(',', '\u00a0');
  }

  /** Formats a count with its noun: {@code 1 write}, {@code 3 writes}. */
  public static String count(long number, String thing) {
    return number(number) + " " + thing + (number == 1 ? "" : "s");
  }
}
