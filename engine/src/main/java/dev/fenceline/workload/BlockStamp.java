package dev.fenceline.workload;

import dev.fenceline.event.value.BlockQuality;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The stamp of a block, which identifies the write that wrote it, its address and its run. Every
 * copy of the write carries the same stamp. The rest of the block is filled with a pattern made
 * from the stamp, and a CRC-32C covers all of it, so that a mixture of two writes can be
 * distinguished from a complete write.
 *
 * <p>A block contains, little-endian: magic, id, lba, session and version, 8 bytes each; the
 * CRC-32C, 4 bytes, computed with zero in its place; 4 bytes zero; then the pattern to the end.
 *
 * @param id the unique id of the write, not 0
 * @param lba the address for which it was written
 * @param session the run that wrote it
 * @param version the version of the block, from 1
 */
public record BlockStamp(long id, long lba, long session, long version) {
  /** The smallest block that has room for a stamp. */
  public static final int MIN_BLOCK_BYTES = 64;

  private static final long MAGIC = 0x31504D5453434E46L; // "FNCSTMP1"
  private static final int ID_AT = 8;
  private static final int LBA_AT = 16;
  private static final int SESSION_AT = 24;
  private static final int VERSION_AT = 32;
  private static final int CRC_AT = 40;
  private static final int PATTERN_AT = 48;
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /**
   * The content of a block.
   *
   * @param id the id of its stamp, or 0 if it has no valid stamp
   * @param version the version of its stamp, or 0 if it has no valid stamp
   */
  public record Reading(BlockQuality quality, long id, long version) {}

  /**
   * Appends a whole block with this stamp.
   *
   * @param to a buffer with contiguous memory
   * @param blockBytes its size, a multiple of 8
   */
  public void write(ByteBuf to, int blockBytes) {
    if (blockBytes < MIN_BLOCK_BYTES || blockBytes % Long.BYTES != 0) {
      throw new IllegalArgumentException("block of " + blockBytes + " bytes");
    }
    // Write through one view, because a leak-checked buffer would record each access.
    ByteBuffer block =
        to.ensureWritable(blockBytes)
            .nioBuffer(to.writerIndex(), blockBytes)
            .slice()
            .order(ByteOrder.LITTLE_ENDIAN);
    block.putLong(MAGIC).putLong(id).putLong(lba).putLong(session).putLong(version).putLong(0);
    long pattern = id * GOLDEN ^ lba;
    while (block.hasRemaining()) {
      block.putLong(pattern);
    }
    block.putInt(CRC_AT, crc(block));
    to.writerIndex(to.writerIndex() + blockBytes);
  }

  /**
   * Reads a block.
   *
   * @param at its offset in the buffer
   * @param blockBytes its size
   * @param lba the address from which it was read
   * @param session the run that reads it
   */
  public static Reading read(ByteBuf from, int at, int blockBytes, long lba, long session) {
    ByteBuffer block = from.nioBuffer(at, blockBytes).slice().order(ByteOrder.LITTLE_ENDIAN);
    if (block.getLong(0) != MAGIC) {
      return new Reading(withoutStamp(block), 0, 0);
    }
    if (block.getInt(CRC_AT) != crc(block)) {
      return new Reading(BlockQuality.TORN, 0, 0);
    }
    long id = block.getLong(ID_AT);
    long version = block.getLong(VERSION_AT);
    if (block.getLong(SESSION_AT) != session) {
      return new Reading(BlockQuality.FOREIGN, id, version);
    }
    boolean here = block.getLong(LBA_AT) == lba;
    return new Reading(here ? BlockQuality.GOOD : BlockQuality.MISDIRECTED, id, version);
  }

  /**
   * Reports whether a block has a valid stamp of this program, from any run and for any address.
   */
  static boolean isOurs(ByteBuf from, int at, int blockBytes) {
    ByteBuffer block = from.nioBuffer(at, blockBytes).slice().order(ByteOrder.LITTLE_ENDIAN);
    return block.getLong(0) == MAGIC && block.getInt(CRC_AT) == crc(block);
  }

  /**
   * Classifies a block without a stamp: blank if all of it is zero, torn if only the place of the
   * stamp is zero, and foreign otherwise.
   */
  private static BlockQuality withoutStamp(ByteBuffer block) {
    if (!isZero(block, 0, PATTERN_AT)) {
      return BlockQuality.FOREIGN;
    }
    return isZero(block, PATTERN_AT, block.capacity()) ? BlockQuality.BLANK : BlockQuality.TORN;
  }

  private static boolean isZero(ByteBuffer block, int from, int to) {
    for (int at = from; at < to; at += Long.BYTES) {
      if (block.getLong(at) != 0) {
        return false;
      }
    }
    return true;
  }

  private static int crc(ByteBuffer block) {
    CRC32C crc = new CRC32C();
    crc.update(block.slice(0, CRC_AT));
    for (int i = 0; i < Integer.BYTES; i++) {
      crc.update(0);
    }
    int behind = CRC_AT + Integer.BYTES;
    crc.update(block.slice(behind, block.capacity() - behind));
    return (int) crc.getValue();
  }
}
