package dev.fenceline.host;

import static dev.fenceline.host.HostBench.MILLI;
import static dev.fenceline.host.HostBench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Cause;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.host.queue.QueuePair.Failure;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.StatusCode;
import dev.fenceline.scenario.Action;
import dev.fenceline.scenario.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  private static List<Long> nanos(HostBench bench, Class<? extends ReconnectEvent> type) {
    return bench.events.stream()
        .filter(event -> type.isInstance(event.detail()))
        .map(Event::nanos)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 60})
  void theFirstAttemptIsMadeADelayAfterTheControllerBeganToConnect(int seconds) {
    String host = "{\"policy\": \"none\", \"reconnectDelay\": \"%d s\"}".formatted(seconds);
    try (HostBench bench = refused(host)) {
      bench.until(70 * SECOND, () -> !attempts(bench).isEmpty());

      long scheduled = nanos(bench, ReconnectEvent.Scheduled.class).getFirst();
      assertThat(bench.events)
          .filteredOn(event ->
              event.detail() instanceof ControllerEvent.StateChanged changed
                  && changed.from() == ControllerState.RESETTING)
          .extracting(Event::nanos)
          .containsExactly(scheduled);
      assertThat(attempts(bench).getFirst().nanos()).isEqualTo(scheduled + seconds * SECOND);
    }
  }

  @Test
  void withoutALimitItTriesForEver() {
    String host = "{\"policy\": \"none\", \"ctrlLoss\": \"never\", \"reconnectDelay\": \"1 s\"}";
    try (HostBench bench = refused(host)) {
      bench.until(2_000 * SECOND);

      assertThat(attempts(bench)).hasSizeGreaterThan(1_900);
      assertThat(bench.details(ReconnectEvent.Attempted.class))
          .extracting(ReconnectEvent.Attempted::maxAttempts)
          .as("as Linux prints it")
          .containsOnly(-1);
      assertThat(bench.controller(A).state()).isEqualTo(ControllerState.CONNECTING);
    }
  }

  /** A controller that is reset connects at once, and if that fails, that was the first attempt. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aResetByHandConnectsWithoutADelay(boolean refusesConnect) {
    Meddler.Answers answers =
        new Meddler.Answers() {
          private int connects;

          @Override
          public Completion completion(int port, Command of, Completion came) {
            boolean isConnect = of.isFabrics() && of.fctype() == Opcode.Fabrics.CONNECT.code();
            // the first two are those of the first connection, admin and I/O
            return refusesConnect && isConnect && ++connects == 3
                ? Meddler.with(came, Status.of(StatusCode.INTERNAL_ERROR), 0)
                : came;
          }
        };
    String host = "{\"policy\": \"none\", \"reconnectDelay\": \"10 s\"}";
    try (HostBench bench = HostBench.of(host, "{}", 1, answers).connected()) {
      bench.until(2 * SECOND);
      bench.host.act(new Action.Reset(bench.controller(A).device()), Cause.NONE);
      bench.until(3 * SECOND);
      assertThat(attempts(bench)).isEmpty();
      assertThat(bench.controller(A).state())
          .isEqualTo(refusesConnect ? ControllerState.CONNECTING : ControllerState.LIVE);
      bench.until(15 * SECOND);

      assertThat(bench.controller(A).state()).isEqualTo(ControllerState.LIVE);
      assertThat(bench.details(ReconnectEvent.Succeeded.class))
          .extracting(ReconnectEvent.Succeeded::attempt)
          .isEqualTo(refusesConnect ? List.of(2) : List.of());
    }
  }
}
