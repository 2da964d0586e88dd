package dev.fenceline.nvme.identify;

import dev.fenceline.nvme.BitField;
import dev.fenceline.nvme.Bytes;
import dev.fenceline.nvme.MalformedException;
import io.netty.buffer.ByteBuf;

/**
 * NVM command set specific Identify Namespace, CNS 05h with CSI 0. All zero for a namespace without
 * protection information.
 *
 * @param storageTagMask LBSTM
 * @param protection PIC
 */
public record IdentifyNvmNamespace(long storageTagMask, int protection) {
  /** Bytes on the wire. */
  public static final int SIZE = IdentifyRequest.DATA_SIZE;

  private static final BitField LBSTM = BitField.bytes("LBSTM", 0, 8);
  private static final BitField PIC = BitField.bytes("PIC", 8, 1);

  /**
   * Takes 4096 bytes from the buffer.
   *
   * @throws MalformedException if there are fewer
   */
  public static IdentifyNvmNamespace read(ByteBuf in) {
    Bytes bytes = Bytes.read("Identify Namespace, NVM", in, SIZE);
    return new IdentifyNvmNamespace(bytes.get(LBSTM), bytes.getInt(PIC));
  }

  public void write(ByteBuf out) {
    Bytes.builder(SIZE).set(LBSTM, storageTagMask).set(PIC, protection).build().write(out);
  }
}
