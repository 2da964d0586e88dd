package dev.fenceline.nvme.identify;

import dev.fenceline.nvme.BitField;
import dev.fenceline.nvme.Bytes;
import dev.fenceline.nvme.MalformedException;
import io.netty.buffer.ByteBuf;

/**
 * I/O command set independent Identify Namespace, CNS 08h.
 *
 * @param features NSFEAT
 * @param shared NMIC bit 0: several controllers may attach
 * @param anaGroup ANAGRPID
 * @param attributes NSATTR; bit 0 write protected
 * @param enduranceGroup ENDGID, 0..FFFFh
 * @param ready NSTAT bit 0
 */
public record IdentifyNamespaceIndependent(
    int features, boolean shared, int anaGroup, int attributes, int enduranceGroup, boolean ready) {
  /** Bytes on the wire. */
  public static final int SIZE = IdentifyRequest.DATA_SIZE;

  private static final BitField NSFEAT = BitField.bytes("NSFEAT", 0, 1);
  private static final BitField SHARED = BitField.bit("NMIC", 1, 0);
  private static final BitField ANAGRPID = BitField.bytes("ANAGRPID", 4, 4);
  private static final BitField NSATTR = BitField.bytes("NSATTR", 8, 1);
  private static final BitField ENDGID = BitField.bytes("ENDGID", 12, 2);
  private static final BitField NRDY = BitField.bit("NSTAT", 14, 0);

  /**
   * Takes 4096 bytes from the buffer.
   *
   * @throws MalformedException if there are fewer
   */
  public static IdentifyNamespaceIndependent read(ByteBuf in) {
    Bytes bytes = Bytes.read("Identify Namespace, independent", in, SIZE);
    return new IdentifyNamespaceIndependent(
        bytes.getInt(NSFEAT),
        bytes.isSet(SHARED),
        bytes.getInt(ANAGRPID),
        bytes.getInt(NSATTR),
        bytes.getInt(ENDGID),
        bytes.isSet(NRDY));
  }

  public void write(ByteBuf out) {
    Bytes.builder(SIZE)
        .set(NSFEAT, features)
        .set(SHARED, shared)
        .set(ANAGRPID, anaGroup)
        .set(NSATTR, attributes)
        .set(ENDGID, enduranceGroup)
        .set(NRDY, ready)
        .build()
        .write(out);
  }
}
