package dev.fenceline.exchange.kernellog.line;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The names of the months in logs: English names in full or abbreviated to at least three letters,
 * and the abbreviations of glibc in other languages ({@code months.txt} beside this class).
 */
final class Months {
  private static final String RESOURCE = "months.txt";
  private static final int NAME_MIN = 3;
  private static final int PER_YEAR = 12;
  private static final List<String> ENGLISH =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");
  private static final Map<String, Integer> OTHERS = load();

  private Months() {}

  /** Returns the number of a month, from 1, or 0 if the name is not that of a month. */
  static int number(String name) {
    String lower = name.toLowerCase(Locale.ROOT).replace(".", "");
    if (lower.length() >= NAME_MIN) {
      for (int i = 0; i < PER_YEAR; i++) {
        if (ENGLISH.get(i).startsWith(lower)) {
          return i + 1;
        }
      }
    }
    return OTHERS.getOrDefault(lower, 0);
  }

  private static Map<String, Integer> load() {
    Map<String, Integer> months = new HashMap<>();
    try (InputStream in = Months.class.getResourceAsStream(RESOURCE);
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(
                    Objects.requireNonNull(in, RESOURCE), StandardCharsets.UTF_8))) {
      for (String line : (Iterable<String>) reader.lines()::iterator) {
        if (!line.startsWith("#")) {
          List<String> names = Stream.of(line.split(" ")).skip(1).toList();
          for (int i = 0; i < names.size(); i++) {
            months.putIfAbsent(names.get(i), i + 1);
          }
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return Map.copyOf(months);
  }
}
