package dev.fenceline.host;

import static dev.fenceline.host.HostBench.MILLI;
import static dev.fenceline.host.HostBench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Cause;
import dev.fenceline.event.Event;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.host.queue.QueuePair.Failure;
import dev.fenceline.scenario.Action;
import dev.fenceline.scenario.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often and when a host tries to reconnect over a path that refuses connections. */
@Timeout(60)
class ReconnectTest {
  private static final int A = 0;

  private static HostBench refused(String host) {
    HostBench bench = HostBench.of(host, "{}", 1).connected();
    bench.fault(new Fault.Refuse("A"));
    return bench;
  }

  private static List<Event> attempts(HostBench bench) {
    return bench.events.stream()
        .filter(event -> event.detail() instanceof ReconnectEvent.Attempted)
        .toList();
  }

  /** Linux: max_reconnects is ctrl_loss_tmo divided by the delay, rounded up. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # ctrl_loss, delay, attempts
          30 s,        10 s,  3
          31 s,        10 s,  4
          5 s,         10 s,  1
          30 s,        1 s,   30
          0 s,         10 s,  0
          """)
  void soManyAttemptsAreMadeAndThenItIsRemoved(String ctrlLoss, String delay, int attempts) {
    String host =
        "{\"policy\": \"none\", \"ctrlLoss\": \"%s\", \"reconnectDelay\": \"%s\"}"
            .formatted(ctrlLoss, delay);
    try (HostBench bench = refused(host)) {
      bench.until(100 * SECOND);

      assertThat(attempts(bench)).hasSize(attempts);
      assertThat(bench.details(ReconnectEvent.Removed.class)).hasSize(1);
      assertThat(bench.controller(A).state()).isEqualTo(ControllerState.DEAD);
    }
  }

  @Test
  void aDelayLiesBetweenTheEndOfAnAttemptAndTheNext() {
    try (HostBench bench =
        refused("{\"policy\": \"none\", \"ctrlLoss\": \"600 s\", \"reconnectDelay\": \"10 s\"}")) {
      bench.until(45 * SECOND);

      List<Event> attempts = attempts(bench);
      assertThat(attempts).hasSize(4);
      for (int i = 1; i < attempts.size(); i++) {
        assertThat(attempts.get(i).nanos() - attempts.get(i - 1).nanos())
            .isBetween(10 * SECOND, 10 * SECOND + 100 * MILLI);
      }
    }
  }

  @Test
  void theCountBeginsAgainWhenItWasLive() {
    try (HostBench bench = refused("{\"policy\": \"none\", \"reconnectDelay\": \"10 s\"}")) {
      bench.until(25 * SECOND);
      bench.fault(new Fault.Heal("A"));
      bench.until(35 * SECOND);
      assertThat(bench.controller(A).state()).isEqualTo(ControllerState.LIVE);
      bench.fault(new Fault.Reset("A"));
      bench.until(50 * SECOND);

      assertThat(bench.details(ReconnectEvent.Succeeded.class))
          .extracting(ReconnectEvent.Succeeded::attempt)
          .containsExactly(3, 1);
    }
  }

  @Test
  void aQueueThatFailsEndsTheAttemptInProgressAndTheNextIsScheduled() {
    try (HostBench bench = refused("{\"policy\": \"none\", \"reconnectDelay\": \"10 s\"}")) {
      bench.until(5 * SECOND);
      bench.fault(new Fault.Heal("A"));
      bench.until(30 * SECOND, () -> !attempts(bench).isEmpty());
      bench.controller(A).failed(new Failure(0, "as a test says", true, Cause.NONE));
      bench.until(bench.loop.nanos() + SECOND);

      assertThat(bench.controller(A).state()).isEqualTo(ControllerState.CONNECTING);
      assertThat(bench.details(ReconnectEvent.Failed.class)).hasSize(1);
      assertThat(bench.details(ReconnectEvent.Scheduled.class)).hasSize(2);
    }
  }

  @Test
  void aControllerThatIsRemovedWhileItWaitsTriesNoMore() {
    try (HostBench bench = refused("{\"policy\": \"none\", \"reconnectDelay\": \"10 s\"}")) {
      bench.until(15 * SECOND);
      bench.host.act(new Action.Disconnect(bench.controller(A).device()), Cause.NONE);
      bench.fault(new Fault.Heal("A"));
      bench.until(60 * SECOND);

      assertThat(attempts(bench)).hasSize(1);
      assertThat(bench.controller(A).state()).isEqualTo(ControllerState.DEAD);
    }
  }
}
