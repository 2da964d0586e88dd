package dev.fenceline.subsystem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Nqn;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.StatusCode;
import dev.fenceline.nvme.log.LogPageRequest;
import dev.fenceline.nvme.log.SupportedLogPages;
import dev.fenceline.subsystem.TargetBench.TestController;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LogPagesTest {
  private static Command log(int lid, int bytes) {
    return Command.getLogPage(lid, 0, true, bytes, 0, -1);
  }

  private static Set<Integer> supported(TestController controller) {
    return SupportedLogPages.read(
            controller.admin().fetch(log(LogPageRequest.LID_SUPPORTED, SupportedLogPages.SIZE)))
        .lids();
  }

  /** Asks for every page there could be. */
  private static Set<Integer> answered(TestController controller) {
    Set<Integer> answered = new TreeSet<>();
    for (int lid = 0; lid <= 0xFF; lid++) {
      Status status = controller.admin().call(log(lid, 512)).status();
      if (status.equals(Status.SUCCESS)) {
        answered.add(lid);
      } else {
        assertThat(status).isEqualTo(Status.doNotRetry(StatusCode.INVALID_LOG_PAGE));
      }
    }
    return answered;
  }

  @Test
  void anIoControllerAnswersExactlyThePagesThatItLists() {
    TargetBench bench = new TargetBench(TargetBench.settings(5000, 4));
    TestController controller = bench.ready(bench.port1);
    assertThat(supported(controller))
        .contains(LogPageRequest.LID_ANA, LogPageRequest.LID_CCR)
        .isEqualTo(answered(controller));
    bench.close();
  }

  @Test
  void aControllerWithoutResetsDoesNotListTheirPage() {
    TargetBench bench = new TargetBench(TargetBench.settings(5000, 0));
    TestController controller = bench.ready(bench.port1);
    assertThat(supported(controller))
        .doesNotContain(LogPageRequest.LID_CCR)
        .isEqualTo(answered(controller));
    bench.close();
  }

  @Test
  void aDiscoveryControllerListsTheDiscoveryLog() {
    TargetBench bench = new TargetBench(TargetBench.settings(5000, 4));
    TestController controller = bench.connect(bench.port1, Nqn.DISCOVERY, TargetBench.HOST, 0);
    controller.enable();
    assertThat(supported(controller))
        .containsExactly(LogPageRequest.LID_SUPPORTED, LogPageRequest.LID_DISCOVERY)
        .isEqualTo(answered(controller));
    bench.close();
  }
}
