package dev.fenceline.nvme.tcp;

import dev.fenceline.nvme.BitField;

/** The header fields. FEI reports their offsets. */
final class Header {
  /** Bytes of the common header that begins every PDU. */
  static final int COMMON_LENGTH = 8;

  static final BitField TYPE = BitField.bytes("PDU-Type", 0, 1);
  static final BitField FLAGS = BitField.bytes("FLAGS", 1, 1);
  static final BitField HDGSTF = BitField.bit("HDGSTF", 1, 0);
  static final BitField DDGSTF = BitField.bit("DDGSTF", 1, 1);
  static final BitField LAST_PDU = BitField.bit("LAST_PDU", 1, 2);
  static final BitField SUCCESS = BitField.bit("SUCCESS", 1, 3);
  static final BitField HLEN = BitField.bytes("HLEN", 2, 1);
  static final BitField PDO = BitField.bytes("PDO", 3, 1);
  static final BitField PLEN = BitField.bytes("PLEN", 4, 4);

  static final BitField PFV = BitField.bytes("PFV", 8, 2);
  static final BitField PDA = BitField.bytes("HPDA/CPDA", 10, 1);
  static final BitField DGST = BitField.bytes("DGST", 11, 1);
  static final BitField MAXR2T = BitField.bytes("MAXR2T", 12, 4);
  static final BitField MAXH2CDATA = BitField.bytes("MAXH2CDATA", 12, 4);

  static final BitField FES = BitField.bytes("FES", 8, 2);
  static final BitField FEI = BitField.bytes("FEI", 10, 4);

  static final BitField CCCID = BitField.bytes("CCCID", 8, 2);
  static final BitField TTAG = BitField.bytes("TTAG", 10, 2);
  static final BitField OFFSET = BitField.bytes("DATAO/R2TO", 12, 4);
  static final BitField LENGTH = BitField.bytes("DATAL/R2TL", 16, 4);

  /** Fields of the command in a capsule: bits 7:6 and 5:2 of its flags, and the SGL's type. */
  static final BitField PSDT = BitField.bits("PSDT", COMMON_LENGTH + 1, 6, 2);

  static final BitField COMMAND_RESERVED = BitField.bits("FLAGS 5:2", COMMON_LENGTH + 1, 2, 4);
  static final BitField SGL_TYPE = BitField.bytes("SGL type", COMMON_LENGTH + 39, 1);

  /** Phase bit of the response in a capsule. */
  static final BitField PHASE = BitField.bit("P", COMMON_LENGTH + 14, 0);

  /** The reserved value of PSDT. */
  static final int PSDT_RESERVED = 3;

  /** Largest HPDA and CPDA. */
  static final int PDA_MAX = 31;

  /** Smallest MAXH2CDATA. */
  static final long MAXH2CDATA_MIN = 4096;

  static final int DWORD = 4;

  private Header() {}
}
