package dev.fenceline.exchange.kernellog.line;

import dev.fenceline.event.value.LogClock;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Removes lines that a log contains more than once: copies by the kernel and by syslog, a log that
 * was pasted twice, the output of a terminal and of a file. Of two lines with the same exact time,
 * one is a copy. Lines with times in whole seconds or without times are copies only if all lines
 * occur twice.
 */
public final class Duplicates {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  /** The largest difference between the dates that two collectors give the same line. */
  private static final long LATE_NANOS = 2 * NANOS_PER_SECOND;

  /** The content of a line, with its time as precisely as its style gives it. */
  private record Key(LogClock clock, long nanos, String host, String device, String text) {
    static Key of(LogLine line) {
      boolean isBoot = line.stamp().clock() == LogClock.BOOT;
      LogClock clock = isBoot ? LogClock.BOOT : line.date().clock();
      long nanos = isBoot ? line.stamp().nanos() : line.date().nanos();
      boolean isSum = line.stamp().clock() == LogClock.DIFFERENCES;
      return new Key(
          isSum ? LogClock.DIFFERENCES : clock,
          isSum ? line.stamp().nanos() : nanos,
          isBoot ? "" : line.host(),
          line.prefix(),
          line.text());
    }

    boolean isExact() {
      return clock == LogClock.BOOT
          || (clock != LogClock.NONE
              && clock != LogClock.DIFFERENCES
              && nanos % NANOS_PER_SECOND != 0);
    }
  }

  /** The style in which the times of lines are written. */
  private record Style(boolean hasBoot, LogClock date, boolean isDateExact) {
    static Style of(LogLine line) {
      return new Style(
          line.stamp().clock() == LogClock.BOOT,
          line.date().clock(),
          line.date().nanos() % NANOS_PER_SECOND != 0);
    }
  }

  private Duplicates() {}

  /** Returns the items without copies. */
  public static List<LogItem> without(List<LogItem> items) {
    List<LogItem> one = withoutOtherStyles(items);
    List<LogLine> lines = lines(one);
    if (!lines.isEmpty() && lines.stream().allMatch(line -> line.time().isEmpty())) {
      return withoutTimes(one, lines);
    }
    int times = timesWritten(lines);
    if (times > 1) {
      return once(one, lines, times);
    }
    Map<Key, Dated> seen = new HashMap<>();
    return kept(one, line -> !Key.of(line).isExact() || isNew(line, seen));
  }

  /** Reports whether a line is new. Dates can distinguish lines with the same kernel time. */
  private static boolean isNew(LogLine line, Map<Key, Dated> seen) {
    Dated before = seen.putIfAbsent(Key.of(line), line.date());
    return before == null
        || (before.isThere()
            && before.clock() == line.date().clock()
            && line.date().nanos() - before.nanos() > LATE_NANOS);
  }

  private static List<LogLine> lines(List<LogItem> items) {
    List<LogLine> lines = new ArrayList<>();
    for (LogItem item : items) {
      if (item instanceof LogLine line) {
        lines.add(line);
      }
    }
    return lines;
  }

  private static List<LogItem> kept(List<LogItem> items, Predicate<LogLine> isKept) {
    return items.stream()
        .filter(item -> !(item instanceof LogLine line) || isKept.test(line))
        .toList();
  }

  /**
   * Removes copies of lines without times. Only the order shows copies: each line is next to its
   * copy, or the whole log occurs twice.
   */
  private static List<LogItem> withoutTimes(List<LogItem> items, List<LogLine> lines) {
    int half = lines.size() / 2;
    boolean inPairs = half > 0 && lines.size() % 2 == 0;
    boolean inHalves = half > 1 && lines.size() % 2 == 0;
    for (int i = 0; i < half; i++) {
      inPairs &= isSame(lines.get(2 * i), lines.get(2 * i + 1));
      inHalves &= isSame(lines.get(i), lines.get(half + i));
    }
    int[] index = {0};
    if (inPairs) {
      return kept(items, _ -> index[0]++ % 2 == 0);
    }
    return inHalves ? kept(items, _ -> index[0]++ < half) : items;
  }

  private static boolean isSame(LogLine one, LogLine other) {
    return Key.of(one).equals(Key.of(other));
  }

  private static Map<Key, Integer> counts(List<LogLine> lines) {
    Map<Key, Integer> counts = new HashMap<>();
    lines.forEach(line -> counts.merge(Key.of(line), 1, Integer::sum));
    return counts;
  }

  /**
   * Returns how often the whole log was written: the greatest common divisor of the numbers of
   * occurrences of its lines.
   */
  private static int timesWritten(List<LogLine> lines) {
    int times = 0;
    for (int count : counts(lines).values()) {
      times = BigInteger.valueOf(times).gcd(BigInteger.valueOf(count)).intValue();
    }
    return times;
  }

  /** Keeps the first of every {@code times} equal lines. */
  private static List<LogItem> once(List<LogItem> items, List<LogLine> lines, int times) {
    Map<Key, Integer> left = counts(lines);
    left.replaceAll((_, count) -> count / times);
    return kept(items, line -> left.merge(Key.of(line), -1, Integer::sum) >= 0);
  }

  /**
   * If two collectors wrote the same lines, keeps those of the one with more lines or with exact
   * times.
   */
  private static List<LogItem> withoutOtherStyles(List<LogItem> items) {
    Map<Style, List<LogLine>> styles = new HashMap<>();
    for (LogLine line : lines(items)) {
      styles.computeIfAbsent(Style.of(line), _ -> new ArrayList<>()).add(line);
    }
    List<Style> byWorth =
        styles.keySet().stream()
            .sorted(
                Comparator.<Style>comparingInt(
                        style -> styles.getOrDefault(style, List.of()).size())
                    .thenComparing(Style::hasBoot)
                    .thenComparing(Style::isDateExact)
                    .thenComparing(style -> style.date().name())
                    .reversed())
            .toList();
    Set<Style> copies = new HashSet<>();
    for (int i = 1; i < byWorth.size(); i++) {
      if (isCopy(
          styles.getOrDefault(byWorth.get(i), List.of()),
          styles.getOrDefault(byWorth.getFirst(), List.of()))) {
        copies.add(byWorth.get(i));
      }
    }
    return kept(items, line -> !copies.contains(Style.of(line)));
  }

  private static boolean isCopy(List<LogLine> fewer, List<LogLine> more) {
    Map<String, Integer> left = new HashMap<>();
    more.forEach(line -> left.merge(line.prefix() + line.text(), 1, Integer::sum));
    return fewer.size() > 1
        && fewer.size() * 2 >= more.size()
        && fewer.stream()
            .allMatch(line -> left.merge(line.prefix() + line.text(), -1, Integer::sum) >= 0);
  }
}
