package dev.fenceline.exchange.kernellog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.LogEvent;
import dev.fenceline.event.value.LogClock;
import dev.fenceline.timeline.recovery.Recovery;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates of numbers only: they are read where it is certain which one is the day. */
class DigitDatesTest {
  private static final String FAILED = " host7 kernel: nvme nvme0: starting error recovery\n";
  private static final String BACK =
      " host7 kernel: nvme nvme0: Successfully reconnected (attempt 1/60)\n";
  private static final String OTHER = " host7 kernel: usb 1-1: new device\n";
  private static final double SECONDS_PER_DAY = 86_400;

  private static Told told(String failed, String back) {
    return Told.of(failed + FAILED + back + BACK);
  }

  private static double took(Told told) {
    Recovery recovery = told.recoveries().getFirst();
    return Told.seconds(recovery.detectedNanos(), recovery.reconnectedNanos());
  }

  private static LogClock clock(Told told) {
    return told.details(LogEvent.Opened.class).getFirst().clock();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "11-29 14:26:27.123|11-29 14:26:39.123",
        "29-11 14:26:27.123|29-11 14:26:39.123",
        "29.11. 14:26:27|29.11. 14:26:39",
        "29.11 14:26:27|29.11 14:26:39",
        "05.06. 14:26:27|05.06. 14:26:39",
        "11/29 14:26:27|11/29 14:26:39",
        "29/11 14:26:27|29/11 14:26:39",
        "11-29T14:26:27|11-29T14:26:39",
        "[11-29 14:26:27]|[11-29 14:26:39]",
        "<4>11/29 14:26:27|<4>11/29 14:26:39",
        "11/11 14:26:27|11/11 14:26:39",
        "12/31 23:59:55|01/01 00:00:07",
        "Dec 31 23:59:55|Jan  1 00:00:07",
        "31/12 23:59:55|01/01 00:00:07",
        "28.02. 23:59:55|01.03. 00:00:07",
        "11/29 11:59:55 AM|11/29 12:00:07 PM",
        "29-11-2026 14:26:27|29-11-2026 14:26:39",
        "30/11/2026 23:59:55|01/12/2026 00:00:07",
        "11/30/2026 23:59:55|12/01/2026 00:00:07",
      })
  void aDateThatIsCertainIsRead(String times) {
    int at = times.indexOf('|');

    Told told = told(times.substring(0, at), times.substring(at + 1));

    // In the leap year that stands for no year a day lies between February 28 and March 1.
    assertThat(took(told)).isEqualTo(times.startsWith("28.02.") ? 12 + SECONDS_PER_DAY : 12.0);
    assertThat(told.session().warnings()).isEmpty();
  }

  /** One number of one line is enough, also of a line that is not about NVMe. */
  @Test
  void otherLinesTellTheOrder() {
    String log = "05/06 23:59:55" + FAILED + "06/06 00:00:07" + BACK;
    String american = "06/05 23:59:55" + FAILED + "06/06 00:00:07" + BACK;

    for (String whole : List.of(log + "13/06 01:00:00" + OTHER, "30/05 01:00:00" + OTHER + log)) {
      assertThat(took(Told.of(whole))).isEqualTo(12);
      assertThat(Told.of(whole).session().warnings()).isEmpty();
    }
    assertThat(took(Told.of(american + "06/13 01:00:00" + OTHER))).isEqualTo(12);
  }

  /** In the other order the log would go back in June and on in July. */
  @Test
  void timeDoesNotGoBack() {
    Told told =
        Told.of(
            "05/06 10:00:00"
                + OTHER
                + "06/05 10:00:00"
                + OTHER
                + "06/06 10:00:00"
                + FAILED
                + "06/06 10:00:12"
                + BACK);

    assertThat(took(told)).isEqualTo(12);
    assertThat(told.session().warnings()).isEmpty();
    assertThat(clock(told)).isEqualTo(LogClock.DATE_WITHOUT_YEAR);
  }

  @ParameterizedTest
  @CsvSource({"05/06 23:59:55, 06/06 00:00:07", "06/05 23:59:55, 06/06 00:00:07"})
  void aLogThatGoesOnOverMidnightTellsTheOrder(String failed, String back) {
    Told told = told(failed, back);

    assertThat(took(told)).isEqualTo(12);
    assertThat(told.session().warnings()).isEmpty();
  }

  /** All lines are of one day, whichever that is. */
  @ParameterizedTest
  @ValueSource(strings = {"05/06", "05-06", "05/06/2026"})
  void anOrderThatDoesNotMatterIsNamed(String date) {
    Told told = told(date + " 14:26:27", date + " 14:26:39");

    assertThat(took(told)).isEqualTo(12);
    assertThat(told.session().warnings())
        .containsExactly(
            "Which number is the day in the dates of this log is not certain, first in line 1"
                + " (\"%s 14:26:27 host7 kernel:\"): no duration depends on it.".formatted(date));
  }

  /** A day or a month passed. */
  @Test
  void datesThatAreNotCertainAreNotReadButNamed() {
    Told told = told("[  100.000000] 05/06 10:00:00", "[  112.000000] 05/07 22:00:00");
    Told without = told("05/06 10:00:00", "05/07 22:00:00");

    String warning =
        "Which number is the day in the dates of this log is not certain, first in line 1"
            + " (\"%s05/06 10:00:00 host7 kernel:\"): these dates are not read.";
    assertThat(took(told)).isEqualTo(12);
    assertThat(clock(told)).isEqualTo(LogClock.BOOT);
    assertThat(told.session().warnings()).containsExactly(warning.formatted("[  100.000000] "));
    assertThat(clock(without)).isEqualTo(LogClock.NONE);
    assertThat(without.session().warnings())
        .contains(warning.formatted(""))
        .noneMatch(it -> it.contains("a style that is not known"));
  }

  /** With a year they were always read with the month first: that is said. */
  @Test
  void datesWithAYearThatAreNotCertainAreReadWithTheMonthFirst() {
    Told told = told("05/06/2026 10:00:00", "05/07/2026 22:00:00");

    assertThat(took(told)).isEqualTo(36 * 3600);
    assertThat(told.session().warnings())
        .anyMatch(it -> it.endsWith("and durations over midnight may be wrong."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"13/13 14:26:27", "30-02 14:26:27", "26-11-29 14:26:27", "00/05 14:26:27"})
  void whatIsNoDateIsNamed(String head) {
    Told told = told(head, head);

    assertThat(clock(told)).isEqualTo(LogClock.NONE);
    assertThat(told.session().warnings())
        .anyMatch(it -> it.contains("in line 1: \"%s".formatted(head)));
  }

  @Test
  void theLogsOwnTimesAreThoseOfItsLines() {
    Told told = told("29.11. 14:26:27", "29.11. 14:26:39");

    assertThat(told.account().times())
        .containsExactly("nvme0 detected 29.11. 14:26:27, reconnected 29.11. 14:26:39");
  }
}
