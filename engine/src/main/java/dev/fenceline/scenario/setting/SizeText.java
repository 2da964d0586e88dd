package dev.fenceline.scenario.setting;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as users write them, such as {@code 256MiB}. */
public final class SizeText {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,12})\\s*([KMGT]i?B?)?");
  private static final String UNITS = "KMGT";
  private static final int BITS_EACH = 10;

  private SizeText() {}

  /**
   * Reads a size. Each unit is 1024 times the previous one.
   *
   * @throws IllegalArgumentException if it is not a size
   */
  public static long bytes(String text) {
    Matcher size = SIZE.matcher(text.strip());
    if (!size.matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is not a size; write a number and KiB, MiB, GiB or TiB".formatted(text));
    }
    long number = Long.parseLong(size.group(1));
    String unit = size.group(2);
    int power = unit == null ? 0 : BITS_EACH * (UNITS.indexOf(unit.charAt(0)) + 1);
    if (number > Long.MAX_VALUE >> power) {
      throw new IllegalArgumentException("\"%s\" is too large".formatted(text));
    }
    return number << power;
  }
}
