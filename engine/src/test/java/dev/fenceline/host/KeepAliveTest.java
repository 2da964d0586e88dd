package dev.fenceline.host;

import static dev.fenceline.host.HostBench.MILLI;
import static dev.fenceline.host.HostBench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Event;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.Fault.Directions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When the host sends Keep Alives: counted from the last check, as Linux does. */
@Timeout(60)
class KeepAliveTest {
  private static final int A = 0;

  private static HostBench slowBench(int delayMillis) {
    HostBench bench = HostBench.of("{}", "{}", 1);
    bench.fault(new Fault.Delay("A", Directions.BOTH, delayMillis * 1_000L, 0));
    bench.host.connect();
    return bench;
  }

  private static List<Long> sentNanos(HostBench bench) {
    return bench.events.stream()
        .filter(event -> event.lane().equals(bench.controller(A).lane()))
        .filter(event -> event.detail() instanceof KeepAliveEvent.Sent)
        .map(Event::nanos)
        .toList();
  }

  @Test
  void afterASlowBringUpTheFirstOneIsSentAtOnce() {
    try (HostBench bench = slowBench(200)) {
      bench.until(15 * SECOND);

      List<Long> sent = sentNanos(bench);
      // twelve round trips of 400 ms come before: more than half of KATO
      assertThat(sent.getFirst()).isBetween(4_500 * MILLI, 5_000 * MILLI);
      assertThat(sent.get(1) - sent.get(0)).isEqualTo(2_500 * MILLI);
      assertThat(bench.controller(A).state()).isEqualTo(ControllerState.LIVE);
      assertThat(bench.details(KeepAliveEvent.Lapsed.class)).isEmpty();
    }
  }

  @Test
  void theFirstOneIsCountedFromTheConnectCommandAndNotFromItsEnd() {
    try (HostBench bench = slowBench(40)) {
      bench.until(10 * SECOND);

      // bring-up takes a second of it; Linux's timer wheel is 256 ms coarse here
      assertThat(sentNanos(bench).getFirst()).isBetween(2_500 * MILLI, 2_756 * MILLI);
    }
  }

  @Test
  void afterAReconnectTheFirstOneIsSentAtOnce() {
    try (HostBench bench = HostBench.of("ccr", 1).connected()) {
      bench.until(6 * SECOND);
      bench.fault(new Fault.Reset("A"));
      bench.until(40 * SECOND);

      long live =
          bench.events.stream()
              .filter(event -> event.detail() instanceof ReconnectEvent.Succeeded)
              .findFirst()
              .orElseThrow()
              .nanos();
      assertThat(sentNanos(bench)).anyMatch(nanos -> nanos > live - 5 * MILLI && nanos <= live);
    }
  }

  @Test
  void theAnswerToACommandThatWasSentBeforeTheLastCheckIsNoTraffic() {
    try (HostBench bench = HostBench.of("{}", "{\"trafficBasedKeepAlive\": true}", 1).connected()) {
      bench.until(1_200 * MILLI);
      bench.target.apply(new Fault.SlowWrite(1, 500));
      bench.write(bench.device, 0, 1, 1);
      bench.until(3 * SECOND);

      // checks at about 1.25 s, after the traffic of bring-up, and 2.5 s; the write was out from
      // 1.2 s to 1.7 s
      assertThat(sentNanos(bench)).hasSize(1);
    }
  }

  @Test
  void theAnswerToACommandThatWasSentSinceTheLastCheckIsTraffic() {
    try (HostBench bench = HostBench.of("{}", "{\"trafficBasedKeepAlive\": true}", 1).connected()) {
      bench.until(1_300 * MILLI);
      bench.target.apply(new Fault.SlowWrite(1, 500));
      bench.write(bench.device, 0, 1, 1);
      bench.until(3 * SECOND);

      assertThat(sentNanos(bench)).isEmpty();
    }
  }
}
