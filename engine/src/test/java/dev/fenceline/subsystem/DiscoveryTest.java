package dev.fenceline.subsystem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.Nqn;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.StatusCode;
import dev.fenceline.nvme.identify.IdentifyController;
import dev.fenceline.nvme.log.AsyncEvent;
import dev.fenceline.nvme.log.DiscoveryLog;
import dev.fenceline.nvme.log.LogPageRequest;
import dev.fenceline.subsystem.TargetBench.TestController;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DiscoveryTest {
  private final TargetBench bench = new TargetBench(TargetBench.settings(5000, 4));
  private final TestController controller =
      bench.connect(bench.port1, Nqn.DISCOVERY, TargetBench.HOST, 0);

  @BeforeEach
  void enable() {
    bench.server.announce(1, "10.0.0.1:4420");
    bench.server.announce(2, "[fd00::2]:4421");
    controller.enable();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private static Command log(int bytes, int offset) {
    return Command.getLogPage(LogPageRequest.LID_DISCOVERY, 0, false, bytes, offset, 0);
  }

  @Test
  void theLogCanBeReadInPieces() {
    ByteBuf whole = Unpooled.buffer();
    for (int offset = 0; offset < 3072; offset += 512) {
      whole.writeBytes(controller.admin().fetch(log(512, offset)));
    }
    DiscoveryLog log = DiscoveryLog.read(whole);
    assertThat(log.entries())
        .extracting(DiscoveryLog.Entry::traddr)
        .containsExactly("10.0.0.1", "fd00::2");
    assertThat(log.entries())
        .extracting(DiscoveryLog.Entry::trsvcid)
        .containsExactly("4420", "4421");
    assertThat(log.entries()).extracting(DiscoveryLog.Entry::adrfam).containsExactly(1, 2);
    assertThat(log.entries())
        .extracting(DiscoveryLog.Entry::subsystem)
        .containsOnly(TargetBench.SUBSYSTEM.value());
  }

  @Test
  void aNewAddressIsToldAndToldAgainOnlyAfterTheLogWasRead() {
    int first = controller.admin().submit(Command.asyncEventRequest());
    int second = controller.admin().submit(Command.asyncEventRequest());
    assertThat(controller.admin().completion(first).dw0())
        .as("of what was announced before")
        .isEqualTo(AsyncEvent.DISCOVERY_CHANGED.toDword());
    bench.server.announce(3, "10.0.0.3:4420");
    assertThat(controller.admin().completions).doesNotContainKey(second);
    controller.admin().fetch(log(1024, 0));
    bench.server.announce(4, "10.0.0.4:4420");
    assertThat(controller.admin().completion(second).status()).isEqualTo(Status.SUCCESS);
  }

  @Test
  void aDiscoveryControllerKnowsNoResetAndNoNamespaces() {
    IdentifyController identify = controller.identify();
    assertThat(identify.get(IdentifyController.CNTRLTYPE)).isEqualTo(2);
    assertThat(identify.ccrl()).isZero();
    assertThat(identify.instance().isReported()).isFalse();
    assertThat(identify.subsystem()).isEqualTo(Nqn.DISCOVERY.value());
    assertThat(
            controller.admin().call(Command.crossControllerReset(new InstanceId(1, 1, 1))).status())
        .isEqualTo(Status.doNotRetry(StatusCode.INVALID_OPCODE));
    assertThat(controller.admin().call(Command.identify(0, 1, 0, 0)).status())
        .isEqualTo(Status.doNotRetry(StatusCode.INVALID_FIELD));
    assertThat(bench.ready(bench.port1).cntlid()).as("discovery takes no CNTLID").isEqualTo(1);
  }

  @Test
  void aHostThatIsSilentIsForgottenEvenWithoutKato() {
    bench.runTo(300);
    assertThat(controller.admin().isOpen()).isFalse();
  }
}
