package dev.fenceline.subsystem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.clock.Seed;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.Status;
import dev.fenceline.subsystem.TargetBench.TestController;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A target that is started again knows nothing of its former controllers, and they share no id. */
@Timeout(60)
class RestartTest {
  private static InstanceId secondInstanceOfAStart(Seed seed) {
    try (TargetBench bench = new TargetBench(seed)) {
      bench.ready(bench.port1);
      return bench.ready(bench.port2).identify().instance();
    }
  }

  @Test
  void aResetMeantForAnInstanceBeforeTheRestartHitsNobody() {
    InstanceId before = secondInstanceOfAStart(Seed.drawn());
    try (TargetBench bench = new TargetBench(Seed.drawn())) {
      TestController source = bench.ready(bench.port1);
      TestController second = bench.ready(bench.port2);
      assertThat(second.cntlid()).as("the same controller ID").isEqualTo(before.cntlid());
      Completion answer = source.admin().call(Command.crossControllerReset(before));
      assertThat(answer.status()).isEqualTo(Status.SUCCESS);
      assertThat(answer.dw0()).as("immediate").isEqualTo(Completion.RESET_IMMEDIATE);
      bench.runTo(1);
      assertThat(bench.details(InstanceEvent.Noticed.class)).as("nobody was reset").isEmpty();
      assertThat(second.csts()).isEqualTo(1);
    }
  }

  @Test
  void aSeedRepeatsTheIdentities() {
    assertThat(secondInstanceOfAStart(new Seed(5))).isEqualTo(secondInstanceOfAStart(new Seed(5)));
  }
}
