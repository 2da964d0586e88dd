package dev.fenceline.nvme.identify;

import dev.fenceline.nvme.BitField;
import dev.fenceline.nvme.Bytes;
import dev.fenceline.nvme.MalformedException;
import io.netty.buffer.ByteBuf;

/**
 * NVM command set specific Identify Controller, CNS 06h with CSI 0: limits of optional commands; 0
 * means "not reported".
 *
 * @param verifyLimit VSL, a power of two in units of 4 KiB
 * @param writeZeroesLimit WZSL, a power of two in units of 4 KiB
 * @param writeUncorrectableLimit WUSL, a power of two in units of 4 KiB
 * @param deallocateRanges DMRL
 * @param deallocateRangeBlocks DMRSL
 * @param deallocateBlocks DMSL
 */
public record IdentifyNvmController(
    int verifyLimit,
    int writeZeroesLimit,
    int writeUncorrectableLimit,
    int deallocateRanges,
    long deallocateRangeBlocks,
    long deallocateBlocks) {
  /** Bytes on the wire. */
  public static final int SIZE = IdentifyRequest.DATA_SIZE;

  /** No limit is reported. */
  public static final IdentifyNvmController NONE = new IdentifyNvmController(0, 0, 0, 0, 0, 0);

  private static final BitField VSL = BitField.bytes("VSL", 0, 1);
  private static final BitField WZSL = BitField.bytes("WZSL", 1, 1);
  private static final BitField WUSL = BitField.bytes("WUSL", 2, 1);
  private static final BitField DMRL = BitField.bytes("DMRL", 3, 1);
  private static final BitField DMRSL = BitField.bytes("DMRSL", 4, 4);
  private static final BitField DMSL = BitField.bytes("DMSL", 8, 8);

  /**
   * Takes 4096 bytes from the buffer.
   *
   * @throws MalformedException if there are fewer
   */
  public static IdentifyNvmController read(ByteBuf in) {
    Bytes bytes = Bytes.read("Identify Controller, NVM", in, SIZE);
    return new IdentifyNvmController(
        bytes.getInt(VSL),
        bytes.getInt(WZSL),
        bytes.getInt(WUSL),
        bytes.getInt(DMRL),
        bytes.get(DMRSL),
        bytes.get(DMSL));
  }

  public void write(ByteBuf out) {
    Bytes.builder(SIZE)
        .set(VSL, verifyLimit)
        .set(WZSL, writeZeroesLimit)
        .set(WUSL, writeUncorrectableLimit)
        .set(DMRL, deallocateRanges)
        .set(DMRSL, deallocateRangeBlocks)
        .set(DMSL, deallocateBlocks)
        .build()
        .write(out);
  }
}
