package dev.fenceline.host;

import static dev.fenceline.host.HostBench.MILLI;
import static dev.fenceline.host.HostBench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.IoEvent;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.host.HostBench.Outcome;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.Fault.Directions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What I/O does while no path can take it: it waits, or it fails. */
@Timeout(60)
class IoWithoutPathTest {
  private static final int A = 0;
  private static final int B = 1;
  private static final int HOST_PATH_ERROR = 0x370;

  @Test
  void ioWaitsWhileEveryPathIsFencing() {
    try (HostBench bench = HostBench.of("hold", 1).connected()) {
      bench.until(6 * SECOND);
      bench.fault(new Fault.Stall("A", Directions.BOTH, false));
      Outcome held = bench.write(bench.device, 1, 1, 1);
      bench.until(14 * SECOND);
      Outcome waiting = bench.write(bench.device, 2, 1, 2);
      bench.fault(new Fault.Heal("A"));
      bench.until(37 * SECOND);
      assertThat(waiting.isEnded()).isFalse();
      assertThat(bench.host.isSettled()).isFalse();

      bench.until(40 * SECOND);
      assertThat(List.of(held, waiting)).allMatch(o -> o.status == 0 && o.endings == 1);
      assertThat(bench.host.isSettled()).isTrue();
    }
  }

  /** Reference 8.4, U7: the last path fences for a moment only where a version has no hold. */
  @ParameterizedTest
  @CsvSource({"rfc, true", "v3, true", "v4, true", "best, false"})
  void newIoFailsAtOnceWhileEveryPathFencesInLinux(String policy, boolean fails) {
    String host = "{\"policy\": \"%s\"}".formatted(policy);
    try (HostBench bench = HostBench.of(host, "{\"cqt\": \"5 s\"}", 2).connected()) {
      bench.target.apply(new Fault.SlowWrite(2, 8_800));
      bench.write(bench.host.pathDevice(bench.controller(B), 1), 1, 1, 2);
      bench.until(bench.loop.nanos() + MILLI);
      bench.fault(new Fault.Reset("B"));
      bench.until(bench.loop.nanos() + SECOND);
      bench.fault(new Fault.Reset("A"));
      bench.until(30 * SECOND, () -> isFencing(bench, A) && isFencing(bench, B));
      Outcome write = bench.write(bench.device, 3, 1, 3);
      bench.until(bench.loop.nanos() + MILLI / 100);

      assertThat(write.isEnded()).isEqualTo(fails);
      assertThat(bench.details(IoEvent.Refused.class))
          .extracting(IoEvent.Refused::reason)
          .isEqualTo(fails ? List.of(IoEvent.Refused.ALL_FENCING) : List.of());
    }
  }

  private static boolean isFencing(HostBench bench, int controller) {
    ControllerState state = bench.controller(controller).state();
    return state == ControllerState.FENCING || state == ControllerState.FENCED;
  }

  @Test
  void waitingIoFailsWhenFastIoFailHasPassedSinceReconnectingBegan() {
    try (HostBench bench =
        HostBench.of("{\"policy\": \"none\", \"fastIoFail\": \"2 s\"}", "{}", 1).connected()) {
      bench.until(6 * SECOND);
      bench.fault(new Fault.BlackHole("A", Directions.BOTH));
      Outcome write = bench.write(bench.device, 1, 1, 1);
      bench.until(30 * SECOND, write::isEnded);

      assertThat(write.status).isEqualTo(HOST_PATH_ERROR);
      assertThat(bench.loop.nanos())
          .isEqualTo(
              bench.became(A, ControllerState.RESETTING).nanos()
                  + ErrorRecovery.TEAR_DOWN_NANOS
                  + 2 * SECOND);
    }
  }

  @Test
  void aControllerIsGivenUpAfterItsLastAttempt() {
    try (HostBench bench =
        HostBench.of("{\"policy\": \"none\", \"ctrlLoss\": \"20 s\"}", "{}", 1).connected()) {
      bench.until(6 * SECOND);
      bench.fault(new Fault.Refuse("A"));
      Outcome write = bench.write(bench.device, 1, 1, 1);
      bench.until(60 * SECOND);

      assertThat(bench.details(ReconnectEvent.Attempted.class))
          .containsExactly(new ReconnectEvent.Attempted(1, 2), new ReconnectEvent.Attempted(2, 2));
      assertThat(bench.details(ReconnectEvent.Removed.class)).hasSize(1);
      assertThat(bench.controller(A).state()).isEqualTo(ControllerState.DEAD);
      assertThat(write.status).isEqualTo(HOST_PATH_ERROR);
      assertThat(write.endings).isEqualTo(1);
    }
  }
}
