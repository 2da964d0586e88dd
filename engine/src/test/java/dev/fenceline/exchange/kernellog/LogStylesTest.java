package dev.fenceline.exchange.kernellog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.LogEvent;
import dev.fenceline.event.value.LogClock;
import dev.fenceline.timeline.recovery.Recovery;
import dev.fenceline.timeline.recovery.Recovery.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times as tools, languages and collectors write them, and clocks that jump. */
class LogStylesTest {
  private static final String FAILED = "nvme nvme0: starting error recovery\n";
  private static final String BACK = "nvme nvme0: Successfully reconnected (attempt 1/60)\n";

  private static double took(String log) {
    Told told = Told.of(log);
    assertThat(told.recoveries()).as(log).hasSize(1);
    Recovery recovery = told.recoveries().getFirst();
    assertThat(told.details(LogEvent.Opened.class).getFirst().clock()).isNotEqualTo(LogClock.NONE);
    return Told.seconds(recovery.detectedNanos(), recovery.reconnectedNanos());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[Thu Mar  5 10:59:20 2026] |[Thu Mar  5 10:59:32 2026] ",
        "[Do Mär  5 10:59:20 2026] |[Do Mär  5 10:59:32 2026] ",
        "[jeu. mars   5 10:59:20 2026] |[jeu. mars   5 10:59:32 2026] ",
        "Mär 05 10:59:20 host7 kernel: |Mär 05 10:59:32 host7 kernel: ",
        "févr. 05 10:59:20 host7 kernel: |févr. 05 10:59:32 host7 kernel: ",
        "дек 05 10:59:20 host7 kernel: |дек 05 10:59:32 host7 kernel: ",
        "3月 05 10:59:20 host7 kernel: |3月 05 10:59:32 host7 kernel: ",
        "maj 05 10:59:20 host7 kernel: |maj 05 10:59:32 host7 kernel: ",
        "03/05/2026 10:59:20 AM host7 kernel: |03/05/2026 10:59:32 AM host7 kernel: ",
        "03/05/2026 11:59:50 AM host7 kernel: |03/05/2026 12:00:02 PM host7 kernel: ",
        "05.03.2026 10:59:20 host7 kernel: |05.03.2026 10:59:32 host7 kernel: ",
        "05/Mar/2026:10:59:20 +0100 host7 kernel: |05/Mar/2026:10:59:32 +0100 host7 kernel: ",
        "Mar 5, 2026 @ 10:59:20.000 |Mar 5, 2026 @ 10:59:32.000 ",
        "March 5, 2026 10:59:20 AM |March 5, 2026 10:59:32 AM ",
        "Thu 05 Mar 2026 10:59:20 AM UTC |Thu 05 Mar 2026 10:59:32 AM UTC ",
        "1772708360 |1772708372 ",
        "1772708360251 |1772708372251 ",
        "1772708360251000 |1772708372251000 ",
        "1772708360251000000 |1772708372251000000 ",
        "1772708360.251 |1772708372.251 ",
        "2026/03/05 10:59:20 host7 kernel: |2026/03/05 10:59:32 host7 kernel: ",
        "2026-03-05T10:59:20+0100 host7 kernel: |2026-03-05T10:59:32+0100 host7 kernel: ",
        "Thu 2026-03-05 10:59:20 CET host7 kernel: |Thu 2026-03-05 10:59:32 CET host7 kernel: ",
        "<4>1 2026-03-05T10:59:20Z host7 kernel - - - |<4>1 2026-03-05T10:59:32Z host7 kernel - - -"
            + " ",
        "  600.000200: |  612.000200: ",
        "4,1234,600000200,-;|4,1240,612000200,-;",
        "[  600.000200 <    0.000100 >] host7 kernel: |[  612.000200 <   12.000000 >] host7 kernel:"
            + " "
      })
  void everyStyle(String times) {
    int at = times.indexOf('|');

    assertThat(took(times.substring(0, at) + FAILED + times.substring(at + 1) + BACK))
        .isEqualTo(12);
  }

  @Test
  void theFieldsOfVerboseOutput() {
    String entry =
        """
        Thu 2026-03-05 10:59:%02d.251000 CET [s=1a2b;i=5;b=d4f7fb99193d47c4b3ad26be8bf51f5b;m=%x;t=%x;x=99]
            _TRANSPORT=kernel
            PRIORITY=4
            _HOSTNAME=host7
            MESSAGE=%s    _SOURCE_MONOTONIC_TIMESTAMP=%d
        """;
    String log =
        entry.formatted(20, 600_000_200L, 1_772_704_760_251_000L, FAILED, 600_000_200L)
            + entry.formatted(32, 612_000_200L, 1_772_704_772_251_000L, BACK, 612_000_200L);

    assertThat(took(log)).isEqualTo(12);
    assertThat(Told.of(log).account().times())
        .containsExactly(
            "nvme0 detected 2026-03-05 10:59:20.251000, reconnected 2026-03-05 10:59:32.251000");
  }

  @Test
  void theFieldsOfAnExport() {
    String entry =
        """
        __CURSOR=s=1;i=%d
        __REALTIME_TIMESTAMP=%d
        __MONOTONIC_TIMESTAMP=%d
        _BOOT_ID=d4f7fb99193d47c4b3ad26be8bf51f5b
        _HOSTNAME=host7
        MESSAGE=%s
        """;

    assertThat(
            took(
                entry.formatted(1, 1_772_704_760_251_000L, 600_000_200L, FAILED)
                    + entry.formatted(2, 1_772_704_772_251_000L, 612_000_200L, BACK)))
        .isEqualTo(12);
  }

  @Test
  void aStyleThatIsNotKnownIsNamedWithItsLine() {
    Told told = Told.of("usb 1-1: x\nSt. Nimmerlein 10h59m20 " + FAILED + "10h59m32 " + BACK);

    assertThat(told.session().warnings())
        .anyMatch(it -> it.contains("in line 2: \"St. Nimmerlein 10h59m20\""));
  }

  @Test
  void aBootIdThatChangesIsARestart() {
    String line =
        "{\"MESSAGE\":\"nvme nvme0: %s\",\"_BOOT_ID\":\"%s\",\"__MONOTONIC_TIMESTAMP\":\"%d\","
            + "\"__REALTIME_TIMESTAMP\":\"%d\"}%n";
    Told told =
        Told.of(
            line.formatted("starting error recovery", "aa", 600_000_000L, 1_772_704_760_000_000L)
                + line.formatted("new ctrl: NQN x", "bb", 700_000_000L, 1_772_708_360_000_000L)
                + line.formatted(
                    "creating 2 I/O queues.", "bb", 700_100_000L, 1_772_708_360_100_000L));

    assertThat(told.recoveries().getFirst().endReason()).isEqualTo("the host was restarted");
    assertThat(told.timeline().endNanos()).isGreaterThan(3_600_000_000_000L);
  }

  @Test
  void theEndOfDaylightSavingIsNoGoingBack() {
    Told told =
        Told.of(
            "2026-10-25 02:59:50 host7 kernel: "
                + FAILED
                + "2026-10-25 02:00:02 host7 kernel: "
                + BACK);

    assertThat(
            Told.seconds(
                told.recoveries().getFirst().detectedNanos(),
                told.recoveries().getFirst().reconnectedNanos()))
        .isEqualTo(12);
    assertThat(told.session().warnings()).singleElement().asString().contains("daylight saving");
  }

  @Test
  void theBeginOfDaylightSavingIsSaid() {
    Told told =
        Told.of(
            "2026-03-29 01:59:50 host7 kernel: "
                + FAILED
                + "2026-03-29 03:00:02 host7 kernel: "
                + BACK);

    assertThat(told.session().warnings())
        .singleElement()
        .asString()
        .contains("if daylight saving began, 12 s passed");
  }

  @Test
  void theKernelsClockDoesNotKnowDaylightSaving() {
    Told told =
        Told.of(
            "Oct 25 02:59:50 host7 kernel: [  600.000000] "
                + FAILED
                + "Oct 25 02:00:02 host7 kernel: [  612.000000] "
                + BACK);

    assertThat(
            Told.seconds(
                told.recoveries().getFirst().detectedNanos(),
                told.recoveries().getFirst().reconnectedNanos()))
        .isEqualTo(12);
  }

  @Test
  void whereTheHostSleptTheDatesCount() {
    Told told =
        Told.of(
            "2026-03-05 10:00:00 host7 kernel: [  600.000000] "
                + FAILED
                + "2026-03-05 10:30:12 host7 kernel: [  612.000000] "
                + BACK);

    assertThat(told.session().warnings()).singleElement().asString().contains("1812 s passed");
    assertThat(told.recoveries().getFirst().outcome()).isEqualTo(Outcome.RECONNECTED);
  }

  @Test
  void filesThatWerePutTogetherInTheWrongOrder() {
    Told told =
        Told.of(
            "Mar  6 10:00:00 host7 kernel: "
                + FAILED
                + "Mar  6 10:00:12 host7 kernel: "
                + BACK
                + "Mar  5 10:00:00 host7 kernel: "
                + FAILED
                + "Mar  5 10:00:12 host7 kernel: "
                + BACK);

    assertThat(told.recoveries()).hasSize(2);
    assertThat(told.session().warnings()).singleElement().asString().contains("put in order");
  }
}
