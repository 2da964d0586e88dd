package dev.fenceline.nvme;

/**
 * Fields that only some commands have, by operation. Source: Base specification, figures of the
 * commands; TP8028 for Cross-Controller Reset.
 */
public final class CommandFields {
  /** Connect. A response with status 182h reports these offsets as IPO. */
  public static final BitField RECFMT = BitField.bytes("RECFMT", 40, 2);

  public static final BitField QID = BitField.bytes("QID", 42, 2);
  public static final BitField SQSIZE = BitField.bytes("SQSIZE", 44, 2);
  public static final BitField CATTR = BitField.bytes("CATTR", 46, 1);

  /** Connect, in ms. */
  public static final BitField KATO = BitField.bytes("KATO", 48, 4);

  /** Property Get and Set: {@link #ATTRIB_4_BYTES} or {@link #ATTRIB_8_BYTES}. */
  public static final BitField ATTRIB = BitField.bits("ATTRIB", 40, 0, 3);

  public static final int ATTRIB_4_BYTES = 0;
  public static final int ATTRIB_8_BYTES = 1;

  public static final BitField OFST = BitField.bytes("OFST", 44, 4);
  public static final BitField VALUE = BitField.bytes("VALUE", 48, 8);

  /** Identify. */
  public static final BitField CNS = BitField.bytes("CNS", 40, 1);

  public static final BitField CNTID = BitField.bytes("CNTID", 42, 2);

  /** Identify: the I/O command set. */
  public static final BitField IDENTIFY_CSI = BitField.bytes("CSI", 47, 1);

  /** Get Log Page. */
  public static final BitField LID = BitField.bytes("LID", 40, 1);

  public static final BitField LSP = BitField.bits("LSP", 40, 8, 7);
  public static final BitField RAE = BitField.bit("RAE", 40, 15);

  /** Dwords to read, 0-based. */
  public static final BitField NUMD = BitField.bytes("NUMD", 42, 4);

  public static final BitField LPO = BitField.bytes("LPO", 48, 8);

  /** Get Log Page: the I/O command set. */
  public static final BitField LOG_CSI = BitField.bytes("CSI", 59, 1);

  /** Set and Get Features. */
  public static final BitField FID = BitField.bytes("FID", 40, 1);

  /** Set Features: save the value. */
  public static final BitField SV = BitField.bit("SV", 40, 31);

  /** Abort: queue and id of the command to abort. */
  public static final BitField ABORT_SQID = BitField.bytes("SQID", 40, 2);

  public static final BitField ABORT_CID = BitField.bytes("CID", 42, 2);

  /** Cross-Controller Reset: the impacted instance. */
  public static final BitField ICID = BitField.bytes("ICID", 40, 2);

  public static final BitField CIU = BitField.bytes("CIU", 42, 1);
  public static final BitField CIRN = BitField.bytes("CIRN", 48, 8);

  /** Read and Write. */
  public static final BitField SLBA = BitField.bytes("SLBA", 40, 8);

  /** Blocks, 0-based. */
  public static final BitField NLB = BitField.bytes("NLB", 48, 2);

  public static final BitField FUA = BitField.bit("FUA", 48, 30);

  private CommandFields() {}
}
