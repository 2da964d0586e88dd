package dev.fenceline.workload;

import dev.fenceline.event.value.BlockQuality;
import dev.fenceline.workload.BlockStamp.Reading;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The contents of a workload's blocks before the run. A block that still has its content counts as
 * blank. On a real target, a run that only reads may never see anything else.
 */
public final class Originals {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** Fingerprint of each block over all of its bytes, or null if all blocks are blank. */
  private final long @Nullable [] fingerprints;

  private Originals(long @Nullable [] fingerprints) {
    this.fingerprints = fingerprints;
  }

  /** Returns the contents of a target that was created for the run. */
  public static Originals blank() {
    return new Originals(null);
  }

  /** Returns the contents that a survey has found. */
  static Originals of(long[] fingerprints) {
    return new Originals(fingerprints.clone());
  }

  /**
   * Returns the session that a run stamps into these blocks. A seed draws the same number in every
   * run, but the stamps of an earlier run on a target that keeps data must differ from those of
   * this one.
   */
  long session(long drawn) {
    return fingerprints == null ? drawn : drawn ^ Arrays.hashCode(fingerprints) * GOLDEN;
  }

  /** Reads a block, and distinguishes its content before the run from foreign data. */
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

  /**
   * Returns the reading of a block that still has its content from before the run: version 0,
   * whatever its stamp says.
   */
  static Reading before(Reading reading) {
    return reading.quality() == BlockQuality.BLANK
        ? reading
        : new Reading(BlockQuality.ORIGINAL, 0, 0);
  }

  /** Combines two checksums with different polynomials into 64 bits. */
  static long fingerprint(ByteBuf data, int at, int blockBytes) {
    ByteBuffer block = data.nioBuffer(at, blockBytes);
    CRC32C first = new CRC32C();
    first.update(block.duplicate());
    CRC32 second = new CRC32();
    second.update(block.duplicate());
    return first.getValue() << Integer.SIZE | second.getValue();
  }
}
