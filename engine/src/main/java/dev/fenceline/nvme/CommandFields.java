package dev.fenceline.nvme;

/**
 * Fields that only some commands have, by operation. Source: Base specification, figures of the
 * commands; TP8028 for Cross-Controller Reset.
 */
public final class CommandFields {
  /** Connect. A response with status 182h reports these offsets as IPO. */
  public static final Field RECFMT = Field.bytes("RECFMT", 40, 2);

  public static final Field QID = Field.bytes("QID", 42, 2);
  public static final Field SQSIZE = Field.bytes("SQSIZE", 44, 2);
  public static final Field CATTR = Field.bytes("CATTR", 46, 1);

  /** Connect, in ms. */
  public static final Field KATO = Field.bytes("KATO", 48, 4);

  /** Property Get and Set: {@link #ATTRIB_4_BYTES} or {@link #ATTRIB_8_BYTES}. */
  public static final Field ATTRIB = Field.bits("ATTRIB", 40, 0, 3);

  public static final int ATTRIB_4_BYTES = 0;
  public static final int ATTRIB_8_BYTES = 1;

  public static final Field OFST = Field.bytes("OFST", 44, 4);
  public static final Field VALUE = Field.bytes("VALUE", 48, 8);

  /** Identify. */
  public static final Field CNS = Field.bytes("CNS", 40, 1);

  public static final Field CNTID = Field.bytes("CNTID", 42, 2);

  /** Identify: the I/O command set. */
  public static final Field IDENTIFY_CSI = Field.bytes("CSI", 47, 1);

  /** Get Log Page. */
  public static final Field LID = Field.bytes("LID", 40, 1);

  public static final Field LSP = Field.bits("LSP", 40, 8, 7);
  public static final Field RAE = Field.bit("RAE", 40, 15);

  /** Dwords to read, 0-based. */
  public static final Field NUMD = Field.bytes("NUMD", 42, 4);

  public static final Field LPO = Field.bytes("LPO", 48, 8);

  /** Get Log Page: the I/O command set. */
  public static final Field LOG_CSI = Field.bytes("CSI", 59, 1);

  /** Set and Get Features. */
  public static final Field FID = Field.bytes("FID", 40, 1);

  /** Set Features: save the value. */
  public static final Field SV = Field.bit("SV", 40, 31);

  /** Abort: queue and id of the command to abort. */
  public static final Field ABORT_SQID = Field.bytes("SQID", 40, 2);

  public static final Field ABORT_CID = Field.bytes("CID", 42, 2);

  /** Cross-Controller Reset: the impacted instance. */
  public static final Field ICID = Field.bytes("ICID", 40, 2);

  public static final Field CIU = Field.bytes("CIU", 42, 1);
  public static final Field CIRN = Field.bytes("CIRN", 48, 8);

  /** Read and Write. */
  public static final Field SLBA = Field.bytes("SLBA", 40, 8);

  /** Blocks, 0-based. */
  public static final Field NLB = Field.bytes("NLB", 48, 2);

  public static final Field FUA = Field.bit("FUA", 48, 30);

  private CommandFields() {}
}
