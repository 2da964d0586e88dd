package dev.fenceline.app.inspector;

import dev.fenceline.app.workspace.EventText;
import dev.fenceline.nvme.BitField;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.CommandFields;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.tcp.CommonHeader;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Decodes the header of a PDU of the admin queue into a tree of fields. */
final class PduFields {
  private static final int BODY = CommonHeader.SIZE;
  private static final int FABRICS = 0x7F;

  /** The fields of admin commands after the common ones, by opcode. */
  private static final Map<Integer, List<BitField>> OF_COMMAND =
      Map.of(
          Opcode.Admin.CROSS_CONTROLLER_RESET.code(),
          List.of(CommandFields.ICID, CommandFields.CIU, CommandFields.CIRN),
          0x02,
          List.of(CommandFields.LID, CommandFields.NUMD, CommandFields.LPO),
          0x06,
          List.of(CommandFields.CNS, CommandFields.CNTID),
          0x08,
          List.of(CommandFields.ABORT_SQID, CommandFields.ABORT_CID),
          0x09,
          List.of(CommandFields.FID),
          0x0A,
          List.of(CommandFields.FID));

  /** The fields of fabrics commands after the common ones, by type. */
  private static final Map<Integer, List<BitField>> OF_FABRICS =
      Map.of(
          0x00,
          List.of(CommandFields.ATTRIB, CommandFields.OFST, CommandFields.VALUE),
          0x01,
          List.of(
              CommandFields.RECFMT,
              CommandFields.QID,
              CommandFields.SQSIZE,
              CommandFields.CATTR,
              CommandFields.KATO),
          0x04,
          List.of(CommandFields.ATTRIB, CommandFields.OFST));

  /** The names of fields as Wireshark has them; it does not know those of a reset by another. */
  private static final Map<BitField, String> NAMES =
      Map.ofEntries(
          Map.entry(CommandFields.RECFMT, "Record Format"),
          Map.entry(CommandFields.QID, "Queue ID"),
          Map.entry(CommandFields.SQSIZE, "Submission Queue Size"),
          Map.entry(CommandFields.CATTR, "Connect Attributes"),
          Map.entry(CommandFields.KATO, "Keep Alive Timeout"),
          Map.entry(CommandFields.ATTRIB, "Attributes"),
          Map.entry(CommandFields.OFST, "Offset"),
          Map.entry(CommandFields.VALUE, "Value"),
          Map.entry(CommandFields.CNS, "Controller or Namespace Structure (CNS)"),
          Map.entry(CommandFields.CNTID, "Controller Identifier (CNTID)"),
          Map.entry(CommandFields.NUMD, "Number of Dwords"),
          Map.entry(CommandFields.LPO, "Log Page Offset (DWORD 12 and DWORD 13)"),
          Map.entry(CommandFields.FID, "Feature Identifier"));

  private final byte[] header;
  private final List<PduField> fields = new ArrayList<>();

  private PduFields(byte[] header) {
    this.header = header;
  }

  /**
   * Returns the fields in the order of their bytes, each group before its fields.
   *
   * @param hexadecimal the header
   */
  static List<PduField> of(String hexadecimal) {
    PduFields decoded = new PduFields(HexFormat.of().parseHex(hexadecimal));
    if (decoded.header.length >= BODY) {
      decoded.common();
      decoded.body(decoded.header[0] & 0xFF);
    }
    return List.copyOf(decoded.fields);
  }

  private void common() {
    int type = header[0] & 0xFF;
    group("NVM Express Fabrics TCP", 0, BODY);
    add("Pdu Type", EventText.pduType(type), 0, 1, "PDU");
    add("Pdu Specific Flags", hexadecimal(1, 1), 1, 1, "");
    add("Pdu Header Length", decimal(2, 1), 2, 1, "");
    add("Pdu Data Offset", decimal(3, 1), 3, 1, "");
    add("Packet Length", decimal(4, 4), 4, 4, "");
  }

  private void body(int type) {
    switch (type) {
      case 0x00, 0x01 -> initialize(type == 0x00);
      case 0x04 -> command();
      case 0x05 -> completion();
      case 0x06, 0x07, 0x09 -> data();
      default -> {}
    }
  }

  private void initialize(boolean isRequest) {
    group(isRequest ? "ICReq" : "ICResp", BODY, header.length - BODY);
    add("Pdu Version Format", decimal(8, 2), 8, 2, "");
    add((isRequest ? "Host" : "Controller") + " Pdu data alignment", decimal(10, 1), 10, 1, "");
    add("Digest Types Enabled", decimal(11, 1), 11, 1, "");
    String most = isRequest ? "Maximum r2ts per request" : "Maximum data capsules per r2t";
    add(most, decimal(12, 4), 12, 4, isRequest ? "R2T" : "");
  }

  private void command() {
    int opcode = header.length > BODY ? header[BODY] & 0xFF : 0;
    boolean isFabrics = opcode == FABRICS;
    int fctype = header.length > BODY + 4 ? header[BODY + 4] & 0xFF : 0;
    String name = Opcode.of(opcode, isFabrics ? fctype : -1, 0).map(Opcode::label).orElse("");
    group(("Cmd " + name).strip(), BODY, Command.SIZE);
    add("Opcode", "%02xh %s".formatted(opcode, name).strip(), BODY, 1, "");
    add("Flags", hexadecimal(BODY + 1, 1), BODY + 1, 1, "");
    field(isFabrics ? "Command Identifier" : "Command ID", Command.CID, "CID");
    if (isFabrics) {
      field("Fabric Command Type", Command.FCTYPE, "");
    } else {
      field("Namespace Id", Command.NSID, "namespace");
    }
    group("SGL1", BODY + 24, 16);
    deeper("Address", Command.SGL_ADDRESS);
    deeper("Length", Command.SGL_LENGTH);
    deeper("Descriptor Type", Command.SGL_TYPE);
    List<BitField> special =
        isFabrics ? OF_FABRICS.getOrDefault(fctype, List.of()) : OF_COMMAND.get(opcode);
    for (BitField field : special == null ? List.<BitField>of() : special) {
      field(NAMES.getOrDefault(field, field.name()), field, field.name());
    }
  }

  private void completion() {
    group("Cqe", BODY, header.length - BODY);
    add("Cmd specific Status", hexadecimal(BODY, 8), BODY, 8, "");
    add("SQ Head Pointer", decimal(BODY + 8, 2), BODY + 8, 2, "");
    add("Reserved", hexadecimal(BODY + 10, 2), BODY + 10, 2, "");
    add("Command ID", hexadecimal(BODY + 12, 2), BODY + 12, 2, "CID");
    if (header.length >= BODY + 16) {
      int status = (int) number(BODY + 14, 2) >>> 1;
      add("Status", Status.ofField(status).toString(), BODY + 14, 2, "");
    }
  }

  private void data() {
    group("Data transfer", BODY, header.length - BODY);
    add("Command ID", hexadecimal(8, 2), 8, 2, "CID");
    add("Transfer Tag", hexadecimal(10, 2), 10, 2, "");
    add("Data Offset", decimal(12, 4), 12, 4, "");
    add("Data length", decimal(16, 4), 16, 4, "");
  }

  private void field(String name, BitField field, String term) {
    add(
        name,
        hexadecimal(BODY + field.offset(), field.size()),
        BODY + field.offset(),
        field.size(),
        term);
  }

  private void deeper(String name, BitField field) {
    add(
        name,
        hexadecimal(BODY + field.offset(), field.size()),
        BODY + field.offset(),
        field.size(),
        2,
        "");
  }

  private void group(String name, int from, int length) {
    fields.add(
        new PduField(
            name,
            "",
            from,
            Math.min(length, header.length - from),
            name.equals("SGL1") ? 1 : 0,
            ""));
  }

  private void add(String name, String value, int from, int length, String term) {
    add(name, value, from, length, 1, term);
  }

  /** Adds a field, unless the recording cuts it off. */
  private void add(String name, String value, int from, int length, int depth, String term) {
    if (from + length <= header.length) {
      fields.add(new PduField(name, value, from, length, depth, term));
    }
  }

  private long number(int from, int length) {
    long number = 0;
    for (int i = Math.min(from + length, header.length) - 1; i >= from; i--) {
      number = (number << Byte.SIZE) | (header[i] & 0xFF);
    }
    return number;
  }

  private String decimal(int from, int length) {
    return Long.toUnsignedString(number(from, length));
  }

  private String hexadecimal(int from, int length) {
    return ("%0" + 2 * length + "xh").formatted(number(from, length));
  }
}
