package dev.fenceline.workload;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.event.Cause;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Recorder;
import dev.fenceline.event.value.BlockQuality;
import dev.fenceline.event.value.IoKind;
import dev.fenceline.host.multipath.BlockDevice;
import dev.fenceline.host.multipath.BlockOperation;
import dev.fenceline.scenario.WorkloadSettings;
import dev.fenceline.workload.BlockStamp.Reading;
import io.netty.buffer.ByteBuf;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Reads every block of a workload once before the run, a few at a time, to find out what it holds
 * and who wrote it. Writes nothing. Loop thread only.
 */
public final class Survey {
  private static final int SAMPLE_BYTES = 8;
  private static final int READS_AT_ONCE = 16;

  /** A session that no run uses, so that no block belongs to it. */
  private static final long NO_SESSION = 0;

  private final LabLoop loop;
  private final Recorder recorder;
  private final WorkloadSettings settings;
  private final BlockDevice device;
  private final LongSupplier numbers;
  private final long[] fingerprints;
  private int begun;
  private int ended;
  private long blank;
  private long ours;
  private long others;
  private long unread;
  private long firstOthersLba = -1;
  private String firstOthersBytes = "";

  /**
   * Creates a survey that has not begun.
   *
   * @param numbers gives each operation its number
   */
  public Survey(
      LabLoop loop,
      Recorder recorder,
      WorkloadSettings settings,
      BlockDevice device,
      LongSupplier numbers) {
    this.numbers = numbers;
    this.loop = loop;
    this.recorder = recorder;
    this.settings = settings;
    this.device = device;
    this.fingerprints = new long[settings.blocks()];
  }

  /**
   * The result of a survey.
   *
   * @param blank blocks that are all zero
   * @param ours blocks with a valid stamp of any run of this program
   * @param others blocks with anything else
   * @param unread blocks that could not be read
   * @param firstOthersLba address of the first block with anything else, or -1 if there is none
   * @param firstOthersBytes the first bytes of that block, in hexadecimal
   * @param originals what each block held
   */
  public record Result(
      long blank,
      long ours,
      long others,
      long unread,
      long firstOthersLba,
      String firstOthersBytes,
      Originals originals) {}

  /**
   * Starts the survey.
   *
   * @param done called once, in a separate loop task
   */
  public void start(Consumer<Result> done) {
    for (int i = 0; i < READS_AT_ONCE; i++) {
      readNext(done);
    }
  }

  private void readNext(Consumer<Result> done) {
    if (ended == settings.blocks()) {
      loop.schedule(0, () -> done.accept(result()));
    } else if (begun < settings.blocks()) {
      read(begun++, done);
    }
  }

  private Result result() {
    Originals originals = Originals.of(fingerprints);
    return new Result(blank, ours, others, unread, firstOthersLba, firstOthersBytes, originals);
  }

  private void read(int block, Consumer<Result> done) {
    long number = numbers.getAsLong();
    long lba = settings.lba() + block;
    Cause submitted =
        recorder.record(
            Lane.WORKLOAD,
            Cause.NONE,
            new IoEvent.Submitted(number, IoKind.READ, settings.nsid(), lba, 1, 0, 0));
    device.submit(
        new BlockOperation(
            number,
            IoKind.READ,
            lba,
            1,
            null,
            (status, data) -> {
              if (status == 0 && data != null) {
                take(number, block, data, submitted);
              } else {
                unread++;
              }
              recorder.record(Lane.WORKLOAD, submitted, new IoEvent.Ended(number, status));
              ended++;
              readNext(done);
            }));
  }

  private void take(long number, int block, ByteBuf data, Cause cause) {
    int at = data.readerIndex();
    int blockBytes = device.blockBytes();
    long lba = settings.lba() + block;
    fingerprints[block] = Originals.fingerprint(data, at, blockBytes);
    Reading reading = BlockStamp.read(data, at, blockBytes, lba, NO_SESSION);
    Reading before = Originals.before(reading);
    recorder.record(
        Lane.WORKLOAD,
        cause,
        new IoEvent.BlockRead(number, lba, before.id(), before.version(), before.quality()));
    if (before.quality() == BlockQuality.BLANK) {
      blank++;
    } else if (BlockStamp.isOurs(data, at, blockBytes)) {
      ours++;
    } else {
      others++;
      if (firstOthersLba < 0 || lba < firstOthersLba) {
        firstOthersLba = lba;
        byte[] sample = new byte[SAMPLE_BYTES];
        data.getBytes(at, sample);
        firstOthersBytes = HexFormat.ofDelimiter(" ").formatHex(sample);
      }
    }
  }
}
