package dev.fenceline.subsystem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.ConnectRequest;
import dev.fenceline.nvme.Sgl;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.StatusCode;
import dev.fenceline.nvme.tcp.Digests;
import dev.fenceline.scenario.Fault;
import dev.fenceline.subsystem.TargetBench.TestController;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadWriteTest {
  private final TargetBench bench = new TargetBench(TargetBench.settings(5000, 4));
  private final TestController controller = bench.ready(bench.port1);

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void whatIsWrittenInACapsuleIsReadOnTheOtherPath() {
    TestQueue io = controller.ioQueue(1);
    assertThat(io.completion(controller.write(io, 7, 0x5A)).status()).isEqualTo(Status.SUCCESS);
    TestController other = bench.ready(bench.port2);
    byte[] read = other.blocks(other.ioQueue(1), 6, 3);
    assertThat(read[4095]).isZero();
    assertThat(read[4096]).isEqualTo((byte) 0x5A);
    assertThat(read[8191]).isEqualTo((byte) 0x5A);
    assertThat(read[8192]).isZero();
  }

  @Test
  void aLargeWriteIsFetchedInPieces() {
    TestQueue io = controller.ioQueue(1);
    assertThat(writeLarge(io)).isEqualTo(controller.blocks(io, 100, 8));
    assertThat(io.r2ts).hasSize(1);
    assertThat(io.r2ts.getFirst().length()).isEqualTo(8 * 4096);
  }

  @Test
  void digestsAreUsedWhenAskedFor() {
    TestQueue io = controller.ioQueue(1, 0, Digests.BOTH);
    assertThat(writeLarge(io)).isEqualTo(controller.blocks(io, 100, 8));
  }

  private static byte[] writeLarge(TestQueue io) {
    byte[] data = new byte[8 * 4096];
    new Random(5).nextBytes(data);
    int cid = io.submitLarge(Command.write(1, 100, 8, data.length), data);
    assertThat(io.completion(cid).status()).isEqualTo(Status.SUCCESS);
    return data;
  }

  @Test
  void theSuccessFlagStandsForAResponseOnlyWithoutFlowControl() {
    TestQueue with = controller.ioQueue(1);
    with.fetch(Command.read(1, 0, 1, 4096));
    assertThat(with.withoutResponse).isEmpty();
    Completion response = with.call(Command.flush(1));
    assertThat(response.sqhd()).as("Connect, Read, Flush").isEqualTo(3);

    TestQueue without =
        controller.ioQueue(2, ConnectRequest.CATTR_NO_SQ_FLOW_CONTROL, Digests.NONE);
    without.fetch(Command.read(1, 0, 1, 4096));
    assertThat(without.withoutResponse).hasSize(1);
    assertThat(without.call(Command.flush(-1)).sqhd()).isEqualTo(0xFFFF);
  }

  @Test
  void badRequestsAreRefused() {
    TestQueue io = controller.ioQueue(1);
    assertThat(io.call(Command.read(1, 1024, 1, 4096)).status())
        .isEqualTo(Status.doNotRetry(StatusCode.LBA_OUT_OF_RANGE));
    assertThat(io.call(Command.read(1, -1L, 1, 4096)).status())
        .isEqualTo(Status.doNotRetry(StatusCode.LBA_OUT_OF_RANGE));
    assertThat(io.call(Command.read(2, 0, 1, 4096)).status())
        .isEqualTo(Status.doNotRetry(StatusCode.INVALID_NAMESPACE));
    assertThat(io.call(Command.read(1, 0, 2, 4096)).status())
        .isEqualTo(Status.doNotRetry(StatusCode.SGL_LENGTH_INVALID));
    assertThat(io.call(Command.read(1, 0, 64, 64 * 4096)).status())
        .as("more than MDTS")
        .isEqualTo(Status.doNotRetry(StatusCode.INVALID_FIELD));
    assertThat(io.call(Command.read(1, 0, 1, 4096).withSgl(new Sgl(0x40, 0, 4096))).status())
        .isEqualTo(Status.doNotRetry(StatusCode.SGL_TYPE_INVALID));
  }

  @Test
  void anIoCommandIsFourEventsThatCauseEachOther() {
    TestQueue io = controller.ioQueue(1);
    bench.events.clear();
    int cid = controller.write(io, 3, 1);
    io.completion(cid);
    assertThat(bench.events)
        .extracting(event -> event.detail())
        .containsExactly(
            new CommandEvent.Received(1, cid, 1, 3, 1),
            new CommandEvent.Executing(1, cid, 1, 3, 1, 50_000),
            new CommandEvent.Executed(1, cid, 1, 3, 1, 0),
            new CommandEvent.Answered(1, cid, 0, 0));
    for (int i = 1; i < 4; i++) {
      assertThat(bench.events.get(i).cause()).isEqualTo(bench.events.get(i - 1).asCause());
    }
    assertThat(bench.events.get(2).nanos() - bench.events.get(1).nanos()).isEqualTo(50_000);
  }

  @Test
  void aSlowWriteTakesEffectWhenItEndsAndReadsAreAsFastAsEver() {
    TestQueue io = controller.ioQueue(1);
    bench.server.apply(new Fault.SlowWrite(1, 800));
    int slow = controller.write(io, 9, 7);
    bench.server.apply(new Fault.SlowWriteOff(1));
    assertThat(controller.blocks(io, 9, 1)[0]).isZero();
    int fast = controller.write(io, 9, 8);
    io.completion(fast);
    assertThat(controller.blocks(io, 9, 1)[0]).isEqualTo((byte) 8);
    assertThat(io.completion(slow).status()).isEqualTo(Status.SUCCESS);
    assertThat(controller.blocks(io, 9, 1)[0]).as("the late one wins").isEqualTo((byte) 7);
    Fault.SlowWrite other = new Fault.SlowWrite(2, 800);
    bench.server.apply(other);
    long before = bench.loop.nanos();
    io.completion(controller.write(io, 9, 9));
    assertThat(bench.loop.nanos() - before).isEqualTo(50_000);
  }

  @Test
  void whatHangsEndsOnlyWhenTheFaultDoes() {
    TestQueue io = controller.ioQueue(1);
    bench.server.apply(new Fault.Hang(0));
    int cid = controller.write(io, 9, 7);
    bench.runTo(3);
    assertThat(io.completions).doesNotContainKey(cid);
    bench.server.apply(new Fault.HangOff(0));
    assertThat(io.completion(cid).status()).isEqualTo(Status.SUCCESS);
  }
}
