package dev.fenceline.host;

import static dev.fenceline.host.HostBench.MILLI;
import static dev.fenceline.host.HostBench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.StatusCode;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.Fault.Directions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * When the host sends Keep Alives, counted from the last check as Linux does, and what follows from
 * their answers or from none.
 */
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

  /** With traffic-based keep alive (TBKAS) it checks twice as often. */
  @ParameterizedTest
  @CsvSource({
    "1 s, false, 500",
    "5 s, false, 2500",
    "15 s, false, 7500",
    "2 s, true, 500",
    "5 s, true, 1250",
  })
  void withoutTrafficOneIsSentEveryHalfOrQuarterOfKato(
      String kato, boolean trafficBased, long gapMillis) {
    try (HostBench bench = bench(kato, trafficBased)) {
      bench.until(40 * SECOND);

      List<Long> sent = sentNanos(bench);
      assertThat(sent).hasSizeGreaterThan(3);
      assertThat(gaps(sent)).containsOnly(gapMillis * MILLI);
      assertThat(bench.details(KeepAliveEvent.Answered.class)).hasSameSizeAs(sent);
      assertThat(bench.controller(A).state()).isEqualTo(ControllerState.LIVE);
    }
  }

  private static HostBench bench(String kato, boolean trafficBased) {
    return HostBench.of(
            "{\"kato\": \"%s\"}".formatted(kato),
            "{\"trafficBasedKeepAlive\": %s}".formatted(trafficBased),
            1)
        .connected();
  }

  private static List<Long> gaps(List<Long> nanos) {
    return IntStream.range(1, nanos.size()).mapToObj(i -> nanos.get(i) - nanos.get(i - 1)).toList();
  }

  @Test
  void withKatoZeroNoneIsSent() {
    try (HostBench bench = bench("0 s", false)) {
      bench.until(40 * SECOND);

      assertThat(sentNanos(bench)).isEmpty();
      assertThat(bench.controller(A).state()).isEqualTo(ControllerState.LIVE);
    }
  }

  @ParameterizedTest
  @CsvSource({"false, 2500", "true, 2500"})
  void trafficPutsTheNextOneOffByOneCheckIfItCounts(boolean trafficBased, long gapMillis) {
    try (HostBench bench = bench("5 s", trafficBased)) {
      bench.until(10 * SECOND);
      long last = sentNanos(bench).getLast();
      bench.until(last + 500 * MILLI);
      bench.write(bench.device, 0, 1, 1);
      bench.until(last + 3 * SECOND);

      assertThat(sentNanos(bench).getLast() - last).isEqualTo(gapMillis * MILLI);
    }
  }

  /** Linux takes any completion as a sign of life (comp_seen), whatever its status. */
  @Test
  void anAnswerWithAnErrorIsTraffic() {
    Meddler.Answers refuse =
        new Meddler.Answers() {
          @Override
          public Completion completion(int port, Command of, Completion came) {
            return !of.isFabrics() && of.opcode() == Opcode.Nvm.WRITE.code()
                ? Meddler.with(came, Status.doNotRetry(StatusCode.INTERNAL_ERROR), 0)
                : came;
          }
        };
    try (HostBench bench =
        HostBench.of("{}", "{\"trafficBasedKeepAlive\": true}", 1, refuse).connected()) {
      bench.until(10 * SECOND);
      long last = sentNanos(bench).getLast();
      bench.until(last + 500 * MILLI);
      HostBench.Outcome write = bench.write(bench.host.pathDevice(bench.controller(A), 1), 0, 1, 1);
      bench.until(last + 3 * SECOND);

      assertThat(write.status).isPositive();
      assertThat(sentNanos(bench).getLast() - last).isEqualTo(2_500 * MILLI);
    }
  }

  @Test
  void anAnswerThatTakesLongerThanTheGapIsFollowedByTheNextOneAtOnce() {
    try (HostBench bench = bench("5 s", false)) {
      bench.until(6 * SECOND);
      bench.fault(new Fault.Delay("A", Directions.BOTH, 1_600_000, 0));
      bench.until(30 * SECOND);

      List<Long> answered = nanos(bench, KeepAliveEvent.Answered.class);
      List<Long> sent = sentNanos(bench);
      long slow = answered.get(2);
      assertThat(slow - sent.get(2)).isBetween(3_200 * MILLI, 3_201 * MILLI);
      assertThat(sent.get(3)).as("one at a time").isEqualTo(slow);
      assertThat(bench.controller(A).state()).isEqualTo(ControllerState.LIVE);
    }
  }

  private static List<Long> nanos(HostBench bench, Class<? extends Detail> type) {
    return bench.events.stream()
        .filter(event -> event.lane().equals(bench.controller(A).lane()))
        .filter(event -> type.isInstance(event.detail()))
        .map(Event::nanos)
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"2 s, 2", "5 s, 5", "10 s, 10"})
  void aPathHasFailedKatoAfterAnUnansweredOneWasSent(String kato, long katoSeconds) {
    try (HostBench bench = bench(kato, false)) {
      bench.until(20 * SECOND);
      bench.fault(new Fault.Stall("A", Directions.BOTH, false));
      bench.until(50 * SECOND, () -> bench.controller(A).state() == ControllerState.FENCING);

      long unanswered = sentNanos(bench).getLast();
      assertThat(unanswered).isGreaterThan(20 * SECOND);
      assertThat(sentNanos(bench)).filteredOn(sent -> sent > 20 * SECOND).hasSize(1);
      assertThat(nanos(bench, KeepAliveEvent.Expired.class))
          .containsExactly(unanswered + katoSeconds * SECOND);
      assertThat(bench.became(A, ControllerState.FENCING).nanos())
          .isEqualTo(unanswered + katoSeconds * SECOND);
    }
  }

  @Test
  void noneIsSentFromTheFailureOfAPathUntilItConnectsAgain() {
    try (HostBench bench = HostBench.of("hold", 1).connected()) {
      bench.until(6 * SECOND);
      bench.fault(new Fault.Reset("A"));
      bench.until(40 * SECOND);

      long failed = bench.became(A, ControllerState.FENCING).nanos();
      long again = nanos(bench, ReconnectEvent.Attempted.class).getFirst();
      assertThat(again - failed).isGreaterThan(20 * SECOND);
      assertThat(sentNanos(bench))
          .noneMatch(sent -> sent >= failed && sent <= again)
          .anyMatch(sent -> sent > again);
    }
  }
}
