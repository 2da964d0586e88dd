package dev.fenceline.exchange.kernellog;

import static dev.fenceline.exchange.kernellog.IncompleteLogsTest.RECOVERY;
import static dev.fenceline.exchange.kernellog.IncompleteLogsTest.took;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.timeline.recovery.Recovery;
import dev.fenceline.timeline.recovery.Recovery.Outcome;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs with several clocks, which disagree or are written in other styles. */
class LogClocksTest {
  /** A date, the kernel's time, and the message of each line; dates go on by what the map says. */
  static String twoClocks(long bootShiftMillis, long dateShiftMillis, boolean stands) {
    return RECOVERY
        .lines()
        .map(line -> {
          long millis = Math.round(Double.parseDouble(line.substring(1, 13)) * 1000);
          boolean isLater = millis > 530_000;
          long boot = stands ? 520_000 : millis + (isLater ? bootShiftMillis : 0);
          long date = millis - 500_000 + (isLater ? dateShiftMillis : 0);
          return "2026-05-04T%02d:%02d:%02d.%03d+00:00 srv1 kernel: [%5d.%03d000] %s\n"
              .formatted(
                  12 + Math.floorDiv(date, 3_600_000L),
                  Math.floorMod(Math.floorDiv(date, 60_000L), 60L),
                  Math.floorMod(Math.floorDiv(date, 1000L), 60L),
                  Math.floorMod(date, 1000L),
                  boot / 1000,
                  boot % 1000,
                  line.substring(15));
        })
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, true, stands still",
    "-30000, 0, false, goes back here while by the dates",
    "0, 20000, false, The kernel's clock is followed",
    "0, -5400000, false, The dates go back by 5387 s here"
  })
  void ofTwoClocksThatDisagreeItIsSaidWhichIsFollowed(
      long boot, long date, boolean stands, String warning) {
    Told told = Told.of(twoClocks(boot, date, stands));

    assertThat(took(told)).isEqualTo(23.219);
    assertThat(told.session().warnings()).singleElement().asString().contains(warning);
  }

  @Test
  void clocksThatAgreeAreNoMatter() {
    Told told = Told.of(twoClocks(0, 1500, false));

    assertThat(took(told)).isEqualTo(23.219);
    assertThat(told.session().warnings()).isEmpty();
  }

  @Test
  void aHostThatIsYoungEnoughWasStartedAgain() {
    Told told = Told.of(twoClocks(-530_000, 0, false));

    assertThat(told.recoveries()).first().extracting(Recovery::outcome).isEqualTo(Outcome.REMOVED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-05-04 12:00:00.5+02 |2026-05-04 13:00:12.5+03 ",
        "2026-05-04 12:00:00.5-05 |2026-05-04 11:00:12.5-06 ",
        "2026 May 04 12:00:00 |2026 May 04 12:00:12 "
      })
  void moreStyles(String times) {
    int at = times.indexOf('|');
    Told told =
        Told.of(
            times.substring(0, at)
                + "srv1 kernel: nvme nvme0: starting error recovery\n"
                + times.substring(at + 1)
                + "srv1 kernel: nvme nvme0: Successfully reconnected (attempt 1/60)\n");

    assertThat(took(told)).isEqualTo(12);
    assertThat(told.account().times().getFirst()).contains("2026");
  }

  @Test
  void secondsOfACollectorAreShownAsADate() {
    Told told =
        Told.of(
            "{\"host\":\"srv1\",\"short_message\":\"nvme nvme3: starting error recovery\","
                + "\"timestamp\":1777888820.501}\n");

    assertThat(told.account().times())
        .containsExactly("nvme3 detected 2026-05-04T10:00:20,501000+00:00");
  }
}
