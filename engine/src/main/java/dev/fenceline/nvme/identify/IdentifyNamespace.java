package dev.fenceline.nvme.identify;

import dev.fenceline.nvme.BitField;
import dev.fenceline.nvme.Bytes;
import dev.fenceline.nvme.MalformedException;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/**
 * Identify Namespace, CNS 00h: the parts that a block device needs.
 *
 * @param size NSZE, blocks
 * @param capacity NCAP, blocks; Linux treats a namespace with 0 as inactive
 * @param utilization NUSE, blocks
 * @param features NSFEAT
 * @param flbas FLBAS; its low four bits select the format
 * @param shared NMIC bit 0: several controllers may attach; multipath requires it
 * @param anaGroup ANAGRPID
 * @param nguid 16 bytes, zero if there is none
 * @param eui64 8 bytes as one number in wire order, 0 if there is none
 * @param formats 1 to 64 LBA formats
 */
public record IdentifyNamespace(
    long size,
    long capacity,
    long utilization,
    int features,
    int flbas,
    boolean shared,
    int anaGroup,
    Bytes nguid,
    long eui64,
    List<LbaFormat> formats) {
  /** Bytes on the wire. */
  public static final int SIZE = IdentifyRequest.DATA_SIZE;

  private static final String NAME = "Identify Namespace";
  private static final BitField NSZE = BitField.bytes("NSZE", 0, 8);
  private static final BitField NCAP = BitField.bytes("NCAP", 8, 8);
  private static final BitField NUSE = BitField.bytes("NUSE", 16, 8);
  private static final BitField NSFEAT = BitField.bytes("NSFEAT", 24, 1);
  private static final BitField NLBAF = BitField.bytes("NLBAF", 25, 1);
  private static final BitField FLBAS = BitField.bytes("FLBAS", 26, 1);
  private static final BitField SHARED = BitField.bit("NMIC", 30, 0);
  private static final BitField ANAGRPID = BitField.bytes("ANAGRPID", 92, 4);
  private static final BitField EUI64 = BitField.bytes("EUI64", 120, 8);
  private static final int NGUID_OFFSET = 104;
  private static final int NGUID_SIZE = 16;
  private static final int FORMATS_OFFSET = 128;
  private static final int FORMATS_MAX = 64;
  private static final int FORMAT_INDEX = 0x0F;

  public IdentifyNamespace {
    formats = List.copyOf(formats);
    if (formats.isEmpty() || formats.size() > FORMATS_MAX) {
      throw new IllegalArgumentException(formats.size() + " LBA formats");
    }
    if ((flbas & FORMAT_INDEX) >= formats.size()) {
      throw new IllegalArgumentException("LBA format " + (flbas & FORMAT_INDEX));
    }
    if (nguid.length() != NGUID_SIZE) {
      throw new IllegalArgumentException("NGUID of " + nguid.length() + " bytes");
    }
  }

  /** Returns the data that a controller sends for an inactive namespace: all zeroes. */
  public static IdentifyNamespace inactive() {
    return new IdentifyNamespace(
        0, 0, 0, 0, 0, false, 0, Bytes.zero(NGUID_SIZE), 0, List.of(new LbaFormat(0, 0, 0)));
  }

  /** Returns a fully provisioned namespace with one format, shared by all controllers. */
  public static IdentifyNamespace of(long blocks, int lbads, int anaGroup, Bytes nguid) {
    return new IdentifyNamespace(
        blocks,
        blocks,
        blocks,
        0,
        0,
        true,
        anaGroup,
        nguid,
        0,
        List.of(new LbaFormat(0, lbads, 0)));
  }

  /**
   * Takes 4096 bytes from the buffer.
   *
   * @throws MalformedException if there are fewer, or more formats than fit, or the format in use
   *     is not among them
   */
  public static IdentifyNamespace read(ByteBuf in) {
    Bytes bytes = Bytes.read(NAME, in, SIZE);
    int count = bytes.getInt(NLBAF) + 1;
    if (count > FORMATS_MAX) {
      throw new MalformedException(NAME, NLBAF.offset(), count + " LBA formats");
    }
    if ((bytes.getInt(FLBAS) & FORMAT_INDEX) >= count) {
      throw new MalformedException(NAME, FLBAS.offset(), "its LBA format does not exist");
    }
    List<LbaFormat> formats = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      formats.add(LbaFormat.at(FORMATS_OFFSET + i * LbaFormat.SIZE, bytes));
    }
    return new IdentifyNamespace(
        bytes.get(NSZE),
        bytes.get(NCAP),
        bytes.get(NUSE),
        bytes.getInt(NSFEAT),
        bytes.getInt(FLBAS),
        bytes.isSet(SHARED),
        bytes.getInt(ANAGRPID),
        bytes.slice(NGUID_OFFSET, NGUID_SIZE),
        Long.reverseBytes(bytes.get(EUI64)),
        formats);
  }

  public void write(ByteBuf out) {
    Bytes.Builder bytes =
        Bytes.builder(SIZE)
            .set(NSZE, size)
            .set(NCAP, capacity)
            .set(NUSE, utilization)
            .set(NSFEAT, features)
            .set(NLBAF, formats.size() - 1)
            .set(FLBAS, flbas)
            .set(SHARED, shared)
            .set(ANAGRPID, anaGroup)
            .set(NGUID_OFFSET, nguid)
            .set(EUI64, Long.reverseBytes(eui64));
    for (int i = 0; i < formats.size(); i++) {
      bytes.set(FORMATS_OFFSET + i * LbaFormat.SIZE, formats.get(i).toBytes());
    }
    bytes.build().write(out);
  }

  /** Returns the number of bytes of a block in the format in use. */
  public int blockBytes() {
    return 1 << formats.get(flbas & FORMAT_INDEX).lbads();
  }

  /**
   * One LBA format.
   *
   * @param metadata MS, bytes of metadata per block
   * @param lbads LBADS, block size as a power of two, 0..30; 0 for a format that is not available
   * @param performance RP, 0 (best) to 3
   */
  public record LbaFormat(int metadata, int lbads, int performance) {
    static final int SIZE = 4;
    private static final int LBADS_MAX = 30;
    private static final BitField MS = BitField.bytes("MS", 0, 2);
    private static final BitField LBADS = BitField.bytes("LBADS", 2, 1);
    private static final BitField RP = BitField.bits("RP", 3, 0, 2);

    static LbaFormat at(int offset, Bytes namespace) {
      Bytes bytes = namespace.slice(offset, SIZE);
      if (bytes.getInt(LBADS) > LBADS_MAX) {
        throw new MalformedException(NAME, offset + LBADS.offset(), "LBADS too large");
      }
      return new LbaFormat(bytes.getInt(MS), bytes.getInt(LBADS), bytes.getInt(RP));
    }

    Bytes toBytes() {
      return Bytes.builder(SIZE).set(MS, metadata).set(LBADS, lbads).set(RP, performance).build();
    }
  }
}
