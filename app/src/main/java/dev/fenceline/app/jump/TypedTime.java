package dev.fenceline.app.jump;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time as people type it: seconds ({@code 12.51}, {@code 12.510 431 s}), with a smaller unit
 * ({@code 850 ms}, {@code 20 us}), with minutes ({@code 1:02.5}), or with a sign, which counts from
 * the playhead ({@code +1.5}, {@code -200 ms}).
 */
final class TypedTime {
  private static final Pattern FORM =
      Pattern.compile("([+-]?)(?:(\\d{1,6}):)?(\\d{1,9}(?:\\.\\d{1,9})?)(s|ms|us|\u00b5s|ns)?");

  private TypedTime() {}

  /**
   * Returns the time in nanoseconds since the session began; empty if the text is not a time. It
   * may lie outside the session.
   *
   * @param playheadNanos where a time with a sign counts from
   */
  static OptionalLong nanos(String text, long playheadNanos) {
    Matcher form = FORM.matcher(text.replaceAll("\\s", "").toLowerCase(Locale.ROOT));
    if (!form.matches() || (form.group(2) != null && form.group(4) != null)) {
      return OptionalLong.empty();
    }
    long minutes = form.group(2) == null ? 0 : Long.parseLong(form.group(2));
    BigDecimal number = new BigDecimal(form.group(3)).add(BigDecimal.valueOf(minutes * 60));
    long nanos =
        number.movePointRight(digits(form.group(4))).setScale(0, RoundingMode.HALF_UP).longValue();
    return OptionalLong.of(
        switch (form.group(1)) {
          case "+" -> playheadNanos + nanos;
          case "-" -> playheadNanos - nanos;
          default -> nanos;
        });
  }

  /** Returns how many decimal digits a unit is away from nanoseconds. */
  private static int digits(String unit) {
    return switch (unit) {
      case "ns" -> 0;
      case "us", "\u00b5s" -> 3;
      case "ms" -> 6;
      case null, default -> 9;
    };
  }
}
