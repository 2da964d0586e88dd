package dev.fenceline.subsystem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.nvme.AnaState;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.StatusCode;
import dev.fenceline.nvme.log.AnaLog;
import dev.fenceline.nvme.log.LogPageRequest;
import dev.fenceline.scenario.Fault.Ana.State;
import dev.fenceline.subsystem.TargetBench.TestController;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class AnaTest {
  private static final int ANA_CHANGED = 0x000C0302;

  /** Header, one group, one namespace. */
  private static final int ANA_LOG_BYTES = AnaLog.HEADER_SIZE + AnaLog.Group.HEADER_SIZE + 4;

  private final TargetBench bench = new TargetBench(TargetBench.settings(5000, 4));
  private final TestController there = bench.ready(bench.port1);
  private final TestController elsewhere = bench.ready(bench.port2);

  @AfterEach
  void close() {
    bench.close();
  }

  private static AnaLog.Group group(TestController controller, boolean retainEvent) {
    Command read = Command.getLogPage(LogPageRequest.LID_ANA, 0, retainEvent, ANA_LOG_BYTES, 0, 0);
    return AnaLog.read(controller.admin().fetch(read)).groups().getFirst();
  }

  private static Status read(TestController controller, int qid) {
    return controller.ioQueue(qid).call(Command.read(1, 0, 1, 4096)).status();
  }

  @ParameterizedTest
  @CsvSource({
    "INACCESSIBLE, ANA_INACCESSIBLE",
    "PERSISTENT_LOSS, ANA_PERSISTENT_LOSS",
    "CHANGE, ANA_TRANSITION"
  })
  void thePortRefusesIoSoThatItGoesElsewhere(State state, StatusCode status) {
    bench.server.changeAna(1, state);
    assertThat(read(there, 1)).isEqualTo(Status.of(status));
    assertThat(read(elsewhere, 1)).isEqualTo(Status.SUCCESS);
    assertThat(group(there, false).state().name()).isEqualTo(state.name());
    assertThat(group(elsewhere, false).state()).isEqualTo(AnaState.OPTIMIZED);
    bench.server.changeAna(1, State.NON_OPTIMIZED);
    assertThat(read(there, 2)).isEqualTo(Status.SUCCESS);
  }

  @Test
  void itsHostsAreToldOnceUntilTheyReadTheLog() {
    int first = there.admin().submit(Command.asyncEventRequest());
    int second = there.admin().submit(Command.asyncEventRequest());
    int other = elsewhere.admin().submit(Command.asyncEventRequest());
    bench.server.changeAna(1, State.INACCESSIBLE);
    assertThat(there.admin().completion(first).dw0()).isEqualTo(ANA_CHANGED);
    bench.server.changeAna(1, State.OPTIMIZED);
    long changes = group(there, true).changeCount();
    assertThat(there.admin().completions).doesNotContainKey(second);
    group(there, false);
    bench.server.changeAna(1, State.OPTIMIZED);
    bench.server.changeAna(1, State.INACCESSIBLE);
    assertThat(there.admin().completion(second).dw0()).isEqualTo(ANA_CHANGED);
    assertThat(group(there, false).changeCount()).isEqualTo(changes + 1);
    assertThat(elsewhere.admin().completions).doesNotContainKey(other);
  }

  @Test
  void aResetGoesThroughAPortThatReachesNoNamespace() {
    bench.server.changeAna(1, State.INACCESSIBLE);
    assertThat(
            there
                .admin()
                .call(Command.crossControllerReset(elsewhere.identify().instance()))
                .status())
        .isEqualTo(Status.SUCCESS);
  }
}
