package dev.fenceline.nvme.tcp;

import dev.fenceline.nvme.Bytes;
import dev.fenceline.nvme.Sgl;
import java.util.function.Consumer;

/**
 * Rules that a PDU can break and still be decoded, because its contents and the start of the next
 * PDU are known. A reader of a recorded connection reports such PDUs. An unknown type, a wrong
 * length and a wrong digest are not such rules, because the bytes then have no meaning.
 *
 * <p>Source: NVMe/TCP transport specification, figures of the PDUs; Base specification, common
 * command format (PSDT) and completion queue entry.
 */
public enum PduRule {
  PSDT_PRP("commands with PSDT 0, though fabrics have SGLs only"),
  PSDT_RESERVED("commands with PSDT 3, which is reserved"),
  COMMAND_FLAGS("commands with reserved bits set in their flags"),
  SGL("commands with an SGL that NVMe/TCP does not have"),
  PHASE("responses with the phase bit set, which fabrics reserve"),
  HEADER_FLAGS("PDUs with reserved bits set in FLAGS"),
  HEADER_RESERVED("PDUs with reserved bytes of the header set"),
  SUCCESS("C2HData PDUs with SUCCESS that are not the last"),
  DATA_LENGTH("data PDUs whose DATAL is not what PLEN leaves"),
  VERSION("ICReq and ICResp with a PFV that is not 0"),
  ALIGNMENT("ICReq and ICResp with a data alignment above 31"),
  MAXH2CDATA("ICResp with a MAXH2CDATA below 4,096 or not in dwords");

  private final String broken;

  PduRule(String broken) {
    this.broken = broken;
  }

  /** Returns a phrase, in the plural, for the PDUs that break the rule. */
  public String broken() {
    return broken;
  }

  /**
   * Passes each rule that a PDU breaks to the consumer once.
   *
   * @param header the header without its digest
   * @param dataLength number of data bytes according to PLEN
   */
  static void check(PduType type, Bytes header, int dataLength, Consumer<PduRule> told) {
    if ((header.getInt(Header.FLAGS) & ~known(type)) != 0) {
      told.accept(HEADER_FLAGS);
    }
    if (!isZero(header, reservedAt(type))) {
      told.accept(HEADER_RESERVED);
    }
    switch (type) {
      case IC_REQ, IC_RESP -> checkInitialization(type, header, told);
      case CAPSULE_CMD -> checkCommand(header, told);
      case CAPSULE_RESP -> tell(PHASE, header.isSet(Header.PHASE), told);
      case H2C_DATA, C2H_DATA -> {
        tell(DATA_LENGTH, header.get(Header.LENGTH) != dataLength, told);
        tell(SUCCESS, header.isSet(Header.SUCCESS) && !header.isSet(Header.LAST_PDU), told);
      }
      case H2C_TERM_REQ, C2H_TERM_REQ, R2T -> {}
    }
  }

  private static void tell(PduRule rule, boolean isBroken, Consumer<PduRule> told) {
    if (isBroken) {
      told.accept(rule);
    }
  }

  private static void checkInitialization(PduType type, Bytes header, Consumer<PduRule> told) {
    tell(VERSION, header.isSet(Header.PFV), told);
    tell(ALIGNMENT, header.get(Header.PDA) > Header.PDA_MAX, told);
    long most = header.get(Header.MAXH2CDATA);
    boolean isLow = most < Header.MAXH2CDATA_MIN || most % Header.DWORD != 0;
    tell(MAXH2CDATA, type == PduType.IC_RESP && isLow, told);
  }

  private static void checkCommand(Bytes header, Consumer<PduRule> told) {
    int psdt = header.getInt(Header.PSDT);
    tell(PSDT_PRP, psdt == 0, told);
    tell(PSDT_RESERVED, psdt == Header.PSDT_RESERVED, told);
    tell(COMMAND_FLAGS, header.isSet(Header.COMMAND_RESERVED), told);
    int sgl = header.getInt(Header.SGL_TYPE);
    tell(SGL, sgl != 0 && sgl != Sgl.IN_CAPSULE && sgl != Sgl.TRANSPORT, told);
  }

  /**
   * Returns the defined bits of FLAGS. The bit for a data digest is allowed in PDUs without data.
   */
  private static int known(PduType type) {
    return switch (type) {
      case IC_REQ, IC_RESP, H2C_TERM_REQ, C2H_TERM_REQ -> 0;
      case CAPSULE_CMD, CAPSULE_RESP, R2T -> 0x03;
      case H2C_DATA -> 0x07;
      case C2H_DATA -> 0x0F;
    };
  }

  /** Returns the offset from which the rest of the header is reserved. */
  private static int reservedAt(PduType type) {
    return switch (type) {
      case IC_REQ, IC_RESP -> 16;
      case H2C_TERM_REQ, C2H_TERM_REQ -> 14;
      case H2C_DATA, C2H_DATA, R2T -> 20;
      case CAPSULE_CMD, CAPSULE_RESP -> type.headerLength();
    };
  }

  private static boolean isZero(Bytes header, int from) {
    for (int at = from; at < header.length(); at++) {
      if (header.at(at) != 0) {
        return false;
      }
    }
    return true;
  }
}
