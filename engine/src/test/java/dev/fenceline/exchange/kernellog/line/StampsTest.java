package dev.fenceline.exchange.kernellog.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.value.LogClock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Every style of times that dmesg, journalctl and syslog print (reference 7.6). */
class StampsTest {
  private static final long YEAR_2000 = 946_684_800L;
  private static final long YEAR_2001 = 978_307_200L;
  private static final long YEAR_2100 = 4_102_444_800L;
  private static final long NANOS = 1_000_000_000L;

  private static String bracket(long seconds, int micros) {
    return String.format(Locale.ROOT, "[%5d.%06d]", seconds, micros);
  }

  private static String date(String pattern, long seconds, int micros) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
        .format(LocalDateTime.ofEpochSecond(seconds, micros * 1_000, ZoneOffset.UTC));
  }

  private static void isRead(String head, LogClock clock, long seconds, int micros) {
    assertThat(Stamps.read(head))
        .as(head)
        .isEqualTo(new Stamp(clock, seconds * NANOS + micros * 1_000L));
  }

  @Property(tries = 200)
  void timesSinceBootAreReadInEveryFrame(
      @ForAll @LongRange(min = 0, max = 99_999_999) long seconds,
      @ForAll @IntRange(min = 0, max = 999_999) int micros) {
    String time = bracket(seconds, micros);
    for (String head :
        new String[] {
          time + " ",
          time + " [   T1234] ",
          time + "[ T1234] ",
          "kern  :warn  : " + time + " ",
          "<4>" + time + " ",
          time + " host kernel: ",
          "Apr  1 09:35:41 host kernel: " + time + " ",
          "2026-04-01T09:35:41.123456+00:00 host kernel: " + time + " ",
          time.replace("]", " <    0.000123>]") + " ",
          "4,1234," + (seconds * 1_000_000 + micros) + ",-;"
        }) {
      isRead(head, LogClock.BOOT, seconds, micros);
    }
  }

  @Property(tries = 200)
  void datesAreReadInEveryStyle(
      @ForAll @LongRange(min = YEAR_2001, max = YEAR_2100 - 1) long seconds,
      @ForAll @IntRange(min = 0, max = 999_999) int micros) {
    isRead(date("'['EEE MMM ppd HH:mm:ss yyyy'] '", seconds, 0), LogClock.DATE, seconds, 0);
    isRead(
        date("yyyy-MM-dd'T'HH:mm:ss,SSSSSS'+00:00 '", seconds, micros),
        LogClock.DATE,
        seconds,
        micros);
    isRead(
        date("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'+0000 host kernel: '", seconds, micros),
        LogClock.DATE,
        seconds,
        micros);
    isRead(date("yyyy-MM-dd'T'HH:mm:ss'Z host kernel: '", seconds, 0), LogClock.DATE, seconds, 0);
    isRead(
        date("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'-05:30 host kernel: '", seconds, micros),
        LogClock.DATE,
        seconds + 19_800,
        micros);
    if (seconds < 3_000_000_000L) {
      isRead("%d.%06d host kernel: ".formatted(seconds, micros), LogClock.DATE, seconds, micros);
    }
  }

  @Property(tries = 200)
  void datesWithoutAYearAreReadInTheLeapYear(
      @ForAll @LongRange(min = YEAR_2000, max = YEAR_2001 - 1) long seconds,
      @ForAll @IntRange(min = 0, max = 999_999) int micros) {
    isRead(
        date("MMM dd HH:mm:ss'.'SSSSSS' host kernel: '", seconds, micros),
        LogClock.DATE_WITHOUT_YEAR,
        seconds,
        micros);
    isRead(
        date("MMM ppd HH:mm:ss' host kernel: '", seconds, 0),
        LogClock.DATE_WITHOUT_YEAR,
        seconds,
        0);
    isRead(
        date("'['MMM ppd HH:mm'] '", seconds / 60 * 60, 0),
        LogClock.DATE_WITHOUT_YEAR,
        seconds / 60 * 60,
        0);
  }

  @Property(tries = 100)
  void differencesAreReadAsSuch(
      @ForAll @IntRange(min = 0, max = 9_999) int seconds,
      @ForAll @IntRange(min = 0, max = 999_999) int micros) {
    isRead(
        String.format(Locale.ROOT, "[%+9d.%06d] ", seconds, micros),
        LogClock.DIFFERENCES,
        seconds,
        micros);
    isRead(
        String.format(Locale.ROOT, "[<%5d.%06d>] ", seconds, micros),
        LogClock.DIFFERENCES,
        seconds,
        micros);
  }

  /** What is printed is read again, to the microsecond. */
  @Property(tries = 200)
  void whatIsPrintedIsReadAgain(
      @ForAll @LongRange(min = YEAR_2000, max = YEAR_2001 - 1) long seconds,
      @ForAll @IntRange(min = 0, max = 999_999) int micros) {
    long nanos = seconds * NANOS + micros * 1_000L;
    for (LogClock clock :
        new LogClock[] {LogClock.BOOT, LogClock.DATE, LogClock.DATE_WITHOUT_YEAR}) {
      isRead(Stamps.print(clock, nanos), clock, seconds, micros);
    }
  }

  @Test
  void aDateThatDoesNotExistIsNone() {
    assertThat(Stamps.read("Feb 31 09:35:41 host kernel: ")).isEqualTo(Stamp.NONE);
    assertThat(Stamps.read("2026-13-01T09:35:41+00:00 ")).isEqualTo(Stamp.NONE);
    assertThat(Stamps.read("")).isEqualTo(Stamp.NONE);
    assertThat(Stamps.read("-- host kernel: ")).isEqualTo(Stamp.NONE);
  }
}
