package dev.fenceline.nvme.log;

import dev.fenceline.nvme.BitField;
import dev.fenceline.nvme.Bytes;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.MalformedException;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/**
 * Cross-Controller Reset log, page 1Eh, 4096 bytes (TP8028). Entries carry no CIRN: a reader
 * matches ICID and CIU.
 *
 * @param entries 0..511, oldest first
 */
public record CcrLog(List<Entry> entries) {
  /** Bytes on the wire. */
  public static final int SIZE = 4096;

  /** Largest number of entries in the page. */
  public static final int ENTRIES_MAX = 511;

  /** ACID of an entry that suggests no other controller. */
  public static final int NO_ALTERNATE = 0xFFFF;

  private static final String NAME = "CCR log";
  private static final BitField NE = BitField.bytes("NE", 0, 2);
  private static final int HEADER_SIZE = 8;
  private static final int ENTRY_SIZE = 8;
  private static final BitField ICID = BitField.bytes("ICID", 0, 2);
  private static final BitField CIU = BitField.bytes("CIU", 2, 1);
  private static final BitField ACID = BitField.bytes("ACID", 4, 2);
  private static final BitField CCRS = BitField.bytes("CCRS", 6, 1);
  private static final BitField CCRF = BitField.bytes("CCRF", 7, 1);

  public CcrLog {
    entries = List.copyOf(entries);
    if (entries.size() > ENTRIES_MAX) {
      throw new IllegalArgumentException(entries.size() + " CCR entries");
    }
  }

  /**
   * One reset.
   *
   * @param icid CNTLID of the impacted controller
   * @param ciu CIU of the impacted instance
   * @param acid an alternate controller to try, or {@link #NO_ALTERNATE}
   * @param status CCRS; see the constants
   * @param flags CCRF; see the constants
   */
  public record Entry(int icid, int ciu, int acid, int status, int flags) {
    public static final int IN_PROGRESS = 0;
    public static final int SUCCESS = 1;
    public static final int FAILED = 2;

    /** Flag: the command was found valid. */
    public static final int VALIDATED = 1;

    /** Flag: the controller level reset was initiated. */
    public static final int RESET_INITIATED = 1 << 1;

    public boolean isDone() {
      return status != IN_PROGRESS;
    }

    public boolean names(InstanceId impacted) {
      return icid == impacted.cntlid() && ciu == impacted.ciu();
    }
  }

  /**
   * Takes 4096 bytes from the buffer.
   *
   * @throws MalformedException if there are fewer, or NE is above 511
   */
  public static CcrLog read(ByteBuf in) {
    Bytes bytes = Bytes.read(NAME, in, SIZE);
    int count = bytes.getInt(NE);
    if (count > ENTRIES_MAX) {
      throw new MalformedException(NAME, NE.offset(), count + " entries");
    }
    List<Entry> entries = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Bytes entry = bytes.slice(HEADER_SIZE + i * ENTRY_SIZE, ENTRY_SIZE);
      entries.add(
          new Entry(
              entry.getInt(ICID),
              entry.getInt(CIU),
              entry.getInt(ACID),
              entry.getInt(CCRS),
              entry.getInt(CCRF)));
    }
    return new CcrLog(entries);
  }

  public void write(ByteBuf out) {
    Bytes.Builder bytes = Bytes.builder(SIZE).set(NE, entries.size());
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      bytes.set(
          HEADER_SIZE + i * ENTRY_SIZE,
          Bytes.builder(ENTRY_SIZE)
              .set(ICID, entry.icid())
              .set(CIU, entry.ciu())
              .set(ACID, entry.acid())
              .set(CCRS, entry.status())
              .set(CCRF, entry.flags())
              .build());
    }
    bytes.build().write(out);
  }
}
