package dev.fenceline.nvme.log;

import dev.fenceline.nvme.BitField;
import dev.fenceline.nvme.Bytes;
import dev.fenceline.nvme.MalformedException;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/**
 * Discovery log, page 70h: a header, and one entry for each path to a subsystem.
 *
 * @param generation GENCTR, which increases with every change
 * @param entries the entries that were read
 */
public record DiscoveryLog(long generation, List<Entry> entries) {
  /** Bytes of the header, and of each entry. */
  public static final int BLOCK_SIZE = 1024;

  private static final String NAME = "Discovery log";
  private static final BitField GENCTR = BitField.bytes("GENCTR", 0, 8);
  private static final BitField NUMREC = BitField.bytes("NUMREC", 8, 8);
  private static final BitField RECFMT = BitField.bytes("RECFMT", 16, 2);

  private static final BitField TRTYPE = BitField.bytes("TRTYPE", 0, 1);
  private static final BitField ADRFAM = BitField.bytes("ADRFAM", 1, 1);
  private static final BitField SUBTYPE = BitField.bytes("SUBTYPE", 2, 1);
  private static final BitField TREQ = BitField.bytes("TREQ", 3, 1);
  private static final BitField PORTID = BitField.bytes("PORTID", 4, 2);
  private static final BitField CNTLID = BitField.bytes("CNTLID", 6, 2);
  private static final BitField ASQSZ = BitField.bytes("ASQSZ", 8, 2);
  private static final BitField EFLAGS = BitField.bytes("EFLAGS", 10, 2);
  private static final int TRSVCID_OFFSET = 32;
  private static final int TRSVCID_SIZE = 32;
  private static final int SUBNQN_OFFSET = 256;
  private static final int TRADDR_OFFSET = 512;
  private static final int TEXT_SIZE = 256;

  public DiscoveryLog {
    entries = List.copyOf(entries);
  }

  /**
   * One path to a subsystem.
   *
   * @param trtype transport; {@link #TRTYPE_TCP}
   * @param adrfam 1 IPv4, 2 IPv6
   * @param subtype 1 referral, 2 NVM subsystem, 3 this discovery subsystem
   * @param treq transport requirements
   * @param portid port of the subsystem, 0..FFFFh
   * @param cntlid FFFFh for "any"
   * @param asqsz largest admin queue
   * @param eflags bit 0 DUPRETINFO, bit 1 EPCSD
   * @param trsvcid TCP port as text
   * @param subsystem name of the subsystem
   * @param traddr IP address as text
   */
  public record Entry(
      int trtype,
      int adrfam,
      int subtype,
      int treq,
      int portid,
      int cntlid,
      int asqsz,
      int eflags,
      String trsvcid,
      String subsystem,
      String traddr) {
    public static final int TRTYPE_TCP = 3;
    public static final int ADRFAM_IPV4 = 1;
    public static final int ADRFAM_IPV6 = 2;
    public static final int SUBTYPE_REFERRAL = 1;
    public static final int SUBTYPE_NVM = 2;
    public static final int SUBTYPE_CURRENT = 3;

    static Entry of(Bytes bytes) {
      return new Entry(
          bytes.getInt(DiscoveryLog.TRTYPE),
          bytes.getInt(ADRFAM),
          bytes.getInt(DiscoveryLog.SUBTYPE),
          bytes.getInt(TREQ),
          bytes.getInt(PORTID),
          bytes.getInt(CNTLID),
          bytes.getInt(ASQSZ),
          bytes.getInt(EFLAGS),
          bytes.padded(TRSVCID_OFFSET, TRSVCID_SIZE),
          bytes.terminated(SUBNQN_OFFSET, TEXT_SIZE),
          bytes.padded(TRADDR_OFFSET, TEXT_SIZE));
    }

    Bytes toBytes() {
      return Bytes.builder(BLOCK_SIZE)
          .set(DiscoveryLog.TRTYPE, trtype)
          .set(ADRFAM, adrfam)
          .set(DiscoveryLog.SUBTYPE, subtype)
          .set(TREQ, treq)
          .set(PORTID, portid)
          .set(CNTLID, cntlid)
          .set(ASQSZ, asqsz)
          .set(EFLAGS, eflags)
          .padded(TRSVCID_OFFSET, TRSVCID_SIZE, trsvcid)
          .terminated(SUBNQN_OFFSET, TEXT_SIZE, subsystem)
          .padded(TRADDR_OFFSET, TEXT_SIZE, traddr)
          .build();
    }
  }

  /** Returns the number of bytes on the wire. */
  public int size() {
    return BLOCK_SIZE * (1 + entries.size());
  }

  /** Returns the number of entries that a header announces; the buffer's indices do not change. */
  public static long announced(ByteBuf in) {
    return Bytes.read(NAME, in.duplicate(), BLOCK_SIZE).get(NUMREC);
  }

  /**
   * Reads the header and all entries it announces from the buffer.
   *
   * @throws MalformedException if there are fewer, or the record format is not 0
   */
  public static DiscoveryLog read(ByteBuf in) {
    Bytes header = Bytes.read(NAME, in, BLOCK_SIZE);
    if (header.isSet(RECFMT)) {
      throw new MalformedException(NAME, RECFMT.offset(), "record format " + header.get(RECFMT));
    }
    long count = header.get(NUMREC);
    if (count < 0 || count > in.readableBytes() / BLOCK_SIZE) {
      throw new MalformedException(
          NAME, NUMREC.offset(), Long.toUnsignedString(count) + " entries do not fit");
    }
    List<Entry> entries = new ArrayList<>((int) count);
    for (long i = 0; i < count; i++) {
      entries.add(Entry.of(Bytes.read(NAME, in, BLOCK_SIZE)));
    }
    return new DiscoveryLog(header.get(GENCTR), entries);
  }

  public void write(ByteBuf out) {
    Bytes.builder(BLOCK_SIZE)
        .set(GENCTR, generation)
        .set(NUMREC, entries.size())
        .build()
        .write(out);
    entries.forEach(entry -> entry.toBytes().write(out));
  }
}
