package dev.fenceline.exchange.kernellog.line;

import dev.fenceline.event.value.LogClock;
import dev.fenceline.timeline.Text;
import java.util.concurrent.TimeUnit;

/**
 * The times of lines that contain only the time since the previous line, as {@code dmesg -H} and
 * {@code dmesg --time-format=delta} print them. The differences are added up, starting from the
 * last minute that a line names, if any.
 */
final class DeltaClock {
  private static final int HEAD_CHARS = 80;
  private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private Dated minute = Dated.NONE;
  private long nanos;
  private String lastText = "";
  private int minutes;

  /** Returns the line with the sum as its time. */
  LogLine timed(LogLine line, String text) {
    boolean isAgain = text.equals(lastText);
    lastText = text;
    Dated named = Dates.minute(line.head());
    if (named.isThere()) {
      begin(named);
    } else if (line.stamp().clock() == LogClock.DIFFERENCES) {
      nanos += isAgain ? 0 : line.stamp().nanos();
    } else {
      return line;
    }
    return minute.isThere()
        ? line.at(Stamp.NONE, date(), Stamps.print(minute.clock(), minute.nanos() + nanos))
        : line.at(new Stamp(LogClock.DIFFERENCES, nanos), Dated.NONE, "");
  }

  /** Adds the time of a line that is left out. */
  void skip(String text) {
    lastText = text;
    if (!text.contains("[")) {
      return;
    }
    String head = text.substring(0, Math.min(text.length(), HEAD_CHARS));
    Dated named = Dates.minute(head);
    if (named.isThere()) {
      begin(named);
    } else if (mayHaveDifference(head) && Stamps.boot(head).clock() == LogClock.NONE) {
      nanos += Stamps.difference(head).nanos();
    }
  }

  /** Reports whether a head has what each form of a difference has; most heads have neither. */
  private static boolean mayHaveDifference(String head) {
    return head.indexOf('+') >= 0 || head.indexOf('<') >= 0;
  }

  /**
   * Restarts at a newly named minute. The seconds within it are not known, so the time never goes
   * back.
   */
  private void begin(Dated named) {
    long late = minute.nanos() + nanos - named.nanos();
    boolean isSameMinute = minute.isThere() && late > 0 && late < MINUTE_NANOS;
    minute = named;
    minutes++;
    nanos = isSameMinute ? late : 0;
  }

  /** Returns the number of named minutes. */
  int minutes() {
    return minutes;
  }

  private Dated date() {
    long at = minute.nanos() + nanos;
    String text = "%s + %s".formatted(minute.text(), Text.duration(nanos));
    return new Dated(LogClock.DATE_WITHOUT_YEAR, at, text, true);
  }
}
