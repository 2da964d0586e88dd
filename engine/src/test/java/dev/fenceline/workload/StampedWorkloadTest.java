package dev.fenceline.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.clock.Seed;
import dev.fenceline.event.Cause;
import dev.fenceline.event.Event;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.Journal;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Note;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.value.IoKind;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.host.multipath.BlockDevice;
import dev.fenceline.host.multipath.BlockOperation;
import dev.fenceline.scenario.WorkloadSettings;
import dev.fenceline.scenario.setting.SettingsBuilder;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.verify.IntegrityCheck;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StampedWorkloadTest {
  private static final long SECOND = 1_000_000_000;
  private static final int BLOCK = 4096;
  private static final WorkloadSettings SETTINGS =
      SettingsBuilder.ofDefaults(WorkloadSettings.class).build();

  private final LabLoop loop = LabLoop.virtual(new Seed(42));
  private final Journal journal = new Journal(loop::nanos);
  private final Timeline timeline = new Timeline();
  private final MemoryDevice device = new MemoryDevice();
  private final AtomicLong numbers = new AtomicLong();
  private final StampedWorkload workload =
      new StampedWorkload(loop, journal, SETTINGS, device, numbers::incrementAndGet);

  StampedWorkloadTest() {
    journal.addListener(timeline);
  }

  @AfterEach
  void close() {
    loop.close();
  }

  /** A device of 16 blocks that takes a millisecond, and can be told to keep or to lose writes. */
  private final class MemoryDevice implements BlockDevice {
    private final byte[][] blocks = new byte[16][BLOCK];
    private final List<Runnable> kept = new ArrayList<>();
    private boolean keep;
    private boolean loseWrites;

    @Override
    public int blockBytes() {
      return BLOCK;
    }

    @Override
    public long blocks() {
      return blocks.length;
    }

    @Override
    public void submit(BlockOperation operation) {
      if (keep) {
        kept.add(() -> execute(operation));
      } else {
        loop.schedule(SECOND / 1000, () -> execute(operation));
      }
    }

    private void execute(BlockOperation operation) {
      byte[] block = blocks[(int) operation.lba()];
      ByteBuf data = operation.data();
      if (data == null) {
        operation.ending().ended(0, Unpooled.wrappedBuffer(block));
      } else {
        if (!loseWrites) {
          data.getBytes(data.readerIndex(), block);
        }
        data.release();
        operation.ending().ended(0, null);
      }
    }
  }

  private void run(long nanos) {
    loop.runUntil(loop.nanos() + nanos, () -> false);
  }

  private List<Event> submitted(IoKind kind) {
    return timeline.events().stream()
        .filter(
            event -> event.detail() instanceof IoEvent.Submitted request && request.kind() == kind)
        .toList();
  }

  private void readBack() {
    workload.stop();
    run(SECOND);
    journal.record(Lane.LAB, Cause.NONE, new RunEvent.Reached(RunEvent.Stage.SETTLED));
    workload.readBack(
        List.of(device, device),
        () -> journal.record(Lane.LAB, Cause.NONE, new RunEvent.Reached(RunEvent.Stage.READ_BACK)));
    run(SECOND);
  }

  @Test
  void eachFreeWorkerReadsAndWritesABlockTenTimesASecond() {
    workload.start();
    run(10 * SECOND);

    assertThat(submitted(IoKind.WRITE)).hasSizeBetween(580, 600);
    assertThat(submitted(IoKind.READ).size() - submitted(IoKind.WRITE).size()).isBetween(0, 6);
  }

  @Test
  void aSoundDeviceReadBackIsIntact() {
    workload.start();
    run(5 * SECOND);
    readBack();

    IntegrityCheck.Result result = IntegrityCheck.check(timeline);
    assertThat(result.verdict()).isEqualTo(Verdict.INTACT);
    assertThat(timeline.detail(timeline.size() - 1))
        .isEqualTo(new RunEvent.Reached(RunEvent.Stage.READ_BACK));
    assertThat(result.blocksChecked()).isEqualTo(submitted(IoKind.READ).size());
  }

  @Test
  void aDeviceThatLosesWritesIsCaughtAndTheRunGoesOn() {
    workload.start();
    run(2 * SECOND);
    device.loseWrites = true;
    run(3 * SECOND);
    int writes = submitted(IoKind.WRITE).size();
    run(SECOND);

    assertThat(submitted(IoKind.WRITE).size()).isGreaterThan(writes);
    assertThat(timeline.events())
        .anyMatch(event ->
            event.detail() instanceof Note(String text)
                && text.matches("Block \\d+ holds version \\d+, expected version \\d+"));
    assertThat(IntegrityCheck.check(timeline).verdict()).isEqualTo(Verdict.CORRUPT);
  }

  @Test
  void aBlockIsHeldWhileItsOperationIsUnderway() {
    workload.start();
    run(SECOND);
    int before = timeline.size();
    device.keep = true;
    run(5 * SECOND);

    Set<Long> blocks = new HashSet<>();
    timeline.events().stream()
        .skip(before)
        .filter(event -> event.detail() instanceof IoEvent.Submitted)
        .forEach(
            event -> assertThat(blocks.add(((IoEvent.Submitted) event.detail()).lba())).isTrue());
    assertThat(blocks).hasSize(6);
    assertThat(workload.isIdle()).isFalse();

    device.keep = false;
    device.kept.forEach(Runnable::run);
    workload.stop();
    run(SECOND);
    assertThat(workload.isIdle()).isTrue();
  }

  @Test
  void submitsNothingNewOnceStopped() {
    workload.start();
    run(SECOND);
    workload.stop();
    int before = timeline.size();
    run(5 * SECOND);

    assertThat(timeline.events().stream().skip(before))
        .noneMatch(event -> event.detail() instanceof IoEvent.Submitted);
  }

  @Test
  void theSameSeedGivesTheSameEvents() {
    workload.start();
    run(3 * SECOND);

    StampedWorkloadTest again = new StampedWorkloadTest();
    again.workload.start();
    again.run(3 * SECOND);
    assertThat(again.timeline.events()).isEqualTo(timeline.events());
    again.close();
  }

  @Test
  void aDeviceThatIsTooSmallIsRefused() {
    WorkloadSettings large =
        SettingsBuilder.of(SETTINGS).with(WorkloadSettings::blocks, 17).build();

    assertThatThrownBy(() ->
            new StampedWorkload(loop, journal, large, device, numbers::incrementAndGet).start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the workload needs 17 blocks, the namespace has 16");
  }
}
