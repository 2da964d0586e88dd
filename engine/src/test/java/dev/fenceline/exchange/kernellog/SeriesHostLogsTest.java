package dev.fenceline.exchange.kernellog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.fenceline.event.value.FencedBy;
import dev.fenceline.timeline.recovery.IoOutcome;
import dev.fenceline.timeline.recovery.Recovery;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logs of a Linux host with the series: what is told of them is what its README says happened. */
class SeriesHostLogsTest {
  private static Told told(String folder) {
    return Told.resource("series-recordings/" + folder + "/dmesg.log");
  }

  @ParameterizedTest
  @CsvSource({
    "reset, nvme1, CCR, nvme0, 15000, 8.491859, 8.495573, 18.693376, 1",
    "ccr-slow13, nvme1, CCR, nvme0, 15000, 16.34153, 17.854555, 34.124272, 1",
    "u6, nvme1, HOLD, '', 15000, 17.101299, 32.203206, 42.480884, 1",
    "hold-slow, nvme1, HOLD, '', 10000, 16.073408, 26.31222, 43.899376, 1",
    "u1-v3, nvme1, HOLD, '', 15000, 17.605335, 32.709374, 63.475547, 2"
  })
  void oneFencedPath(
      String folder,
      String controller,
      FencedBy by,
      String source,
      long timeoutMillis,
      double detected,
      double fenced,
      double reconnected,
      int attempts) {
    Told told = told(folder);

    assertThat(told.account().unreadCount()).isZero();
    assertThat(told.recoveries())
        .singleElement()
        .satisfies(it -> {
          assertThat(it.controller()).isEqualTo(controller);
          assertThat(it.fences()).isTrue();
          assertThat(it.fencedBy()).isEqualTo(by);
          assertThat(it.source()).isEqualTo(source);
          assertThat(it.timeoutMillis()).isEqualTo(timeoutMillis);
          assertThat(it.detectedNanos() / 1e9).isEqualTo(detected);
          assertThat(it.fencedNanos().orElseThrow() / 1e9).isEqualTo(fenced);
          assertThat(it.reconnectedNanos().orElseThrow() / 1e9).isEqualTo(reconnected);
          assertThat(it.attempts()).isEqualTo(attempts);
          assertThat(it.io()).as("no line says it").isEqualTo(new IoOutcome.NotKnown());
        });
  }

  @ParameterizedTest
  @CsvSource({"base-slow, 16.073713, 27.725249", "relay-base-held, 18.126491, 29.860211"})
  void aHostWithoutTheSeries(String folder, double detected, double reconnected) {
    assertThat(told(folder).recoveries())
        .singleElement()
        .satisfies(it -> {
          assertThat(it.trigger()).isEqualTo("Keep Alive timeout");
          assertThat(it.fences()).isFalse();
          assertThat(it.detectedNanos() / 1e9).isEqualTo(detected);
          assertThat(it.reconnectedNanos().orElseThrow() / 1e9).isEqualTo(reconnected);
        });
  }

  @Test
  void bothPathsFenceAndIoWaits() {
    List<Recovery> recoveries = told("both").recoveries();

    assertThat(recoveries)
        .extracting(Recovery::controller, Recovery::fencedBy, it -> it.fencedNanos().orElseThrow())
        .containsExactly(
            tuple("nvme0", FencedBy.HOLD, 32_213_822_000L),
            tuple("nvme1", FencedBy.HOLD, 32_197_414_000L));
    assertThat(recoveries)
        .extracting(Recovery::io)
        .as("until nvme0 was connected again")
        .containsOnly(new IoOutcome.Waited(43_891_934_000L));
  }

  @Test
  void aHostThatDiesRecoversNothing() {
    Told told = told("host-dies");

    assertThat(told.recoveries()).isEmpty();
    assertThat(told.account().controllers())
        .containsExactly(
            "nvme0 to 10.0.2.2:15880: live when the log ends",
            "nvme1 to 10.0.3.2:15881: live when the log ends");
  }
}
