package dev.fenceline.workload;

import dev.fenceline.event.BlockQuality;
import dev.fenceline.workload.BlockStamp.Reading;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What the blocks of a workload held before the run. A block that still holds that is as good as a
 * blank one; of a real target it is all that a run which only reads may ever see.
 */
public final class Originals {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** Of each block, over all of its bytes; null: all of them are blank. */
  private final long @Nullable [] fingerprints;

  private Originals(long @Nullable [] fingerprints) {
    this.fingerprints = fingerprints;
  }

  /** A target that was made for the run. */
  public static Originals blank() {
    return new Originals(null);
  }

  /** What a survey saw. */
  static Originals of(long[] fingerprints) {
    return new Originals(fingerprints.clone());
  }

  /**
   * The session that a run on these blocks stamps into them. A seed draws the same one in every
   * run, but the stamps of an earlier run on a target that keeps data must not pass for those of
   * this one.
   */
  long session(long drawn) {
    return fingerprints == null ? drawn : drawn ^ Arrays.hashCode(fingerprints) * GOLDEN;
  }

  /** Reads a block, and tells what was there before the run from what is not ours. */
  Reading read(int block, ByteBuf data, int blockBytes, long lba, long session) {
    Reading reading = BlockStamp.read(data, data.readerIndex(), blockBytes, lba, session);
    if (fingerprints == null || reading.quality() == BlockQuality.GOOD) {
      return reading;
    }
    if (fingerprint(data, data.readerIndex(), blockBytes) == fingerprints[block]) {
      return before(reading);
    }
    boolean zeroed = reading.quality() == BlockQuality.BLANK;
    return zeroed ? new Reading(BlockQuality.FOREIGN, 0, 0) : reading;
  }

  /** What a block held before the run counts as version 0 of it, whatever it says of itself. */
  static Reading before(Reading reading) {
    return reading.quality() == BlockQuality.BLANK
        ? reading
        : new Reading(BlockQuality.ORIGINAL, 0, 0);
  }

  /** Two checksums of different polynomials side by side: 64 bits. */
  static long fingerprint(ByteBuf data, int at, int blockBytes) {
    ByteBuffer block = data.nioBuffer(at, blockBytes);
    CRC32C first = new CRC32C();
    first.update(block.duplicate());
    CRC32 second = new CRC32();
    second.update(block.duplicate());
    return first.getValue() << Integer.SIZE | second.getValue();
  }
}
