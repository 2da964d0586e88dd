package dev.fenceline.workload;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.event.Cause;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Note;
import dev.fenceline.event.Recorder;
import dev.fenceline.event.value.IoKind;
import dev.fenceline.host.multipath.BlockDevice;
import dev.fenceline.host.multipath.BlockOperation;
import dev.fenceline.scenario.WorkloadSettings;
import dev.fenceline.scenario.WorkloadSettings.Access;
import dev.fenceline.workload.BlockStamp.Reading;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Works like vdbench with {@code -v}: at each turn every free worker takes a random block that no
 * worker holds, reads it, compares, writes the next version and waits for the next turn. A block is
 * held until its operation has ended, even while its path is fenced, so that no two writes to a
 * block are ever in progress at once. A mismatch is recorded and the run continues. Loop thread
 * only.
 *
 * <p>Without the read before the write, a late write could be overwritten unnoticed.
 *
 * <p>A workload that only reads ({@link Access#READ_ONLY}) never submits anything but reads.
 */
public final class StampedWorkload {
  private final LabLoop loop;
  private final Recorder recorder;
  private final WorkloadSettings settings;
  private final BlockDevice device;
  private final LongSupplier numbers;
  private final Originals originals;
  private final SplittableRandom random;
  private final long session;

  private static final long NONE = -1;

  private final BitSet held = new BitSet();

  /** The version of each block that was last written, whatever the outcome of that write. */
  private final long[] versions;

  /** The version that was last acknowledged, or that a read has found since. */
  private final long[] expected;

  /**
   * The version of a write that failed since, or {@link #NONE} if there is none. The write took
   * effect before it failed, or never; the next read shows which.
   */
  private final long[] failed;

  private int underway;
  private boolean running;

  /**
   * Creates a workload that has not started, on blocks that are blank.
   *
   * @param device the device on which it runs
   * @param numbers gives each operation its number; shared by all workloads of a run
   */
  public StampedWorkload(
      LabLoop loop,
      Recorder recorder,
      WorkloadSettings settings,
      BlockDevice device,
      LongSupplier numbers) {
    this(loop, recorder, settings, device, numbers, Originals.blank());
  }

  /**
   * Creates a workload that has not started.
   *
   * @param device the device on which it runs
   * @param numbers gives each operation its number; shared by all workloads of a run
   * @param originals the current contents of its blocks
   */
  public StampedWorkload(
      LabLoop loop,
      Recorder recorder,
      WorkloadSettings settings,
      BlockDevice device,
      LongSupplier numbers,
      Originals originals) {
    this.loop = loop;
    this.recorder = recorder;
    this.settings = settings;
    this.device = device;
    this.numbers = numbers;
    this.originals = originals;
    this.random = loop.fork(fork(settings.nsid())).random();
    this.session = originals.session(random.nextLong());
    this.versions = new long[settings.blocks()];
    this.expected = new long[settings.blocks()];
    this.failed = new long[settings.blocks()];
    Arrays.fill(failed, NONE);
  }

  /**
   * Returns the name of the workload's own random numbers. No two workloads use the same namespace.
   */
  private static String fork(int nsid) {
    return nsid == 1 ? "workload" : "workload of namespace " + nsid;
  }

  /**
   * Starts the workload. The first operations are submitted after one period.
   *
   * @throws IllegalStateException if the device is too small, or its size is not known yet
   */
  public void start() {
    long needed = settings.lba() + settings.blocks();
    if (device.blocks() < needed) {
      throw new IllegalStateException(
          "the workload needs %d blocks, the namespace has %d".formatted(needed, device.blocks()));
    }
    running = true;
    loop.schedule(untilNextTurnNanos(), this::turn);
  }

  /** Submits no further operations. Those in progress continue. */
  public void stop() {
    running = false;
  }

  /** Reports whether no operation is in progress. */
  public boolean isIdle() {
    return underway == 0;
  }

  /**
   * Reads every block over each of the given devices, one device after the other, and records what
   * it held.
   *
   * @param done called once, on the loop, when every read has ended, successfully or not
   */
  public void readBack(List<BlockDevice> devices, Runnable done) {
    ArrayDeque<BlockDevice> left = new ArrayDeque<>(devices);
    readBackNext(left, 0, done);
  }

  private void readBackNext(ArrayDeque<BlockDevice> devices, int block, Runnable done) {
    BlockDevice first = devices.peek();
    if (first == null) {
      loop.schedule(0, done);
    } else if (block == settings.blocks()) {
      devices.remove();
      readBackNext(devices, 0, done);
    } else {
      read(first, block, Cause.NONE, (_, _) -> readBackNext(devices, block + 1, done));
    }
  }

  /** A listener for the end of an operation. */
  private interface Next {
    void ended(int status, Cause sequence);
  }

  private void read(BlockDevice from, int block, Cause cause, Next next) {
    long number = numbers.getAsLong();
    long lba = settings.lba() + block;
    Cause submitted =
        recorder.record(
            Lane.WORKLOAD,
            cause,
            new IoEvent.Submitted(number, IoKind.READ, settings.nsid(), lba, 1, 0, 0));
    underway++;
    from.submit(
        new BlockOperation(
            number,
            IoKind.READ,
            lba,
            1,
            null,
            (status, data) -> {
              underway--;
              if (status == 0 && data != null) {
                compare(number, block, data, from.blockBytes(), submitted);
              }
              next.ended(status, ended(number, status, submitted));
            }));
  }

  private void write(int block, Cause cause, Next next) {
    long number = numbers.getAsLong();
    long lba = settings.lba() + block;
    long version = ++versions[block];
    ByteBuf data = PooledByteBufAllocator.DEFAULT.buffer(device.blockBytes());
    new BlockStamp(number, lba, session, version).write(data, device.blockBytes());
    Cause submitted =
        recorder.record(
            Lane.WORKLOAD,
            cause,
            new IoEvent.Submitted(number, IoKind.WRITE, settings.nsid(), lba, 1, number, version));
    underway++;
    device.submit(
        new BlockOperation(
            number,
            IoKind.WRITE,
            lba,
            1,
            data,
            (status, _) -> {
              underway--;
              written(block, version, status == 0);
              next.ended(status, ended(number, status, submitted));
            }));
  }

  private void written(int block, long version, boolean well) {
    if (well) {
      expected[block] = version;
    }
    failed[block] = well ? NONE : version;
  }

  private Cause ended(long number, int status, Cause cause) {
    return recorder.record(Lane.WORKLOAD, cause, new IoEvent.Ended(number, status));
  }

  private void compare(long number, int block, ByteBuf data, int blockBytes, Cause cause) {
    long lba = settings.lba() + block;
    Reading reading = originals.read(block, data, blockBytes, lba, session);
    Cause read =
        recorder.record(
            Lane.WORKLOAD,
            cause,
            new IoEvent.BlockRead(number, lba, reading.id(), reading.version(), reading.quality()));
    String mismatch = mismatch(block, reading);
    if (mismatch != null) {
      recorder.record(Lane.WORKLOAD, read, new Note(mismatch));
    }
  }

  private @Nullable String mismatch(int block, Reading reading) {
    long lba = settings.lba() + block;
    if (!reading.quality().isWhole()) {
      return "Block %d is %s".formatted(lba, reading.quality().name().toLowerCase(Locale.ROOT));
    }
    boolean tookEffect = reading.version() == failed[block];
    if (reading.version() != expected[block] && !tookEffect) {
      return failed[block] == NONE
          ? "Block %d holds version %d, expected version %d"
              .formatted(lba, reading.version(), expected[block])
          : "Block %d holds version %d, expected version %d, or version %d of a write that failed"
              .formatted(lba, reading.version(), expected[block], failed[block]);
    }
    expected[block] = reading.version();
    failed[block] = NONE;
    return null;
  }

  /**
   * Gives every free worker a block, all at the same moment, so that several commands are in flight
   * at once and every path carries some. A busy worker holds exactly one block.
   */
  private void turn() {
    if (!running) {
      return;
    }
    loop.schedule(untilNextTurnNanos(), this::turn);
    int freeWorkers = settings.workers() - held.cardinality();
    for (int i = 0; i < freeWorkers; i++) {
      int freeBlocks = settings.blocks() - held.cardinality();
      if (freeBlocks > 0) {
        work(freeBlock(random.nextInt(freeBlocks)));
      }
    }
  }

  private long untilNextTurnNanos() {
    long jitterNanos = TimeUnit.MILLISECONDS.toNanos(settings.jitterMillis());
    return TimeUnit.MILLISECONDS.toNanos(settings.periodMillis())
        + random.nextLong(-jitterNanos, jitterNanos + 1);
  }

  private int freeBlock(int number) {
    int block = held.nextClearBit(0);
    for (int i = 0; i < number; i++) {
      block = held.nextClearBit(block + 1);
    }
    return block;
  }

  private void work(int block) {
    held.set(block);
    read(
        device,
        block,
        Cause.NONE,
        (status, read) -> {
          if (status == 0 && running && settings.access() == Access.READ_WRITE) {
            write(block, read, (_, _) -> held.clear(block));
          } else {
            held.clear(block);
          }
        });
  }
}
