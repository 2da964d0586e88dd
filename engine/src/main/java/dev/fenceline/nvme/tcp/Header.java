package dev.fenceline.nvme.tcp;

import dev.fenceline.nvme.Field;

/** The header fields. FEI reports their offsets. */
final class Header {
  /** Bytes of the common header that begins every PDU. */
  static final int COMMON_LENGTH = 8;

  static final Field TYPE = Field.bytes("PDU-Type", 0, 1);
  static final Field FLAGS = Field.bytes("FLAGS", 1, 1);
  static final Field HDGSTF = Field.bit("HDGSTF", 1, 0);
  static final Field DDGSTF = Field.bit("DDGSTF", 1, 1);
  static final Field LAST_PDU = Field.bit("LAST_PDU", 1, 2);
  static final Field SUCCESS = Field.bit("SUCCESS", 1, 3);
  static final Field HLEN = Field.bytes("HLEN", 2, 1);
  static final Field PDO = Field.bytes("PDO", 3, 1);
  static final Field PLEN = Field.bytes("PLEN", 4, 4);

  static final Field PFV = Field.bytes("PFV", 8, 2);
  static final Field PDA = Field.bytes("HPDA/CPDA", 10, 1);
  static final Field DGST = Field.bytes("DGST", 11, 1);
  static final Field MAXR2T = Field.bytes("MAXR2T", 12, 4);
  static final Field MAXH2CDATA = Field.bytes("MAXH2CDATA", 12, 4);

  static final Field FES = Field.bytes("FES", 8, 2);
  static final Field FEI = Field.bytes("FEI", 10, 4);

  static final Field CCCID = Field.bytes("CCCID", 8, 2);
  static final Field TTAG = Field.bytes("TTAG", 10, 2);
  static final Field OFFSET = Field.bytes("DATAO/R2TO", 12, 4);
  static final Field LENGTH = Field.bytes("DATAL/R2TL", 16, 4);

  /** Fields of the command in a capsule: bits 7:6 and 5:2 of its flags, and the SGL's type. */
  static final Field PSDT = Field.bits("PSDT", COMMON_LENGTH + 1, 6, 2);

  static final Field COMMAND_RESERVED = Field.bits("FLAGS 5:2", COMMON_LENGTH + 1, 2, 4);
  static final Field SGL_TYPE = Field.bytes("SGL type", COMMON_LENGTH + 39, 1);

  /** Phase bit of the response in a capsule. */
  static final Field PHASE = Field.bit("P", COMMON_LENGTH + 14, 0);

  /** The reserved value of PSDT. */
  static final int PSDT_RESERVED = 3;

  /** Largest HPDA and CPDA. */
  static final int PDA_MAX = 31;

  /** Smallest MAXH2CDATA. */
  static final long MAXH2CDATA_MIN = 4096;

  static final int DWORD = 4;

  private Header() {}
}
