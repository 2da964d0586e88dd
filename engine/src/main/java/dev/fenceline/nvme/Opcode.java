package dev.fenceline.nvme;

import java.util.Optional;

/**
 * The operation of a command, by kind of queue, with the name that Linux prints (host/constants.c).
 */
public sealed interface Opcode {
  /** Opcode of every fabrics command; the type is then in FCTYPE. */
  int FABRICS = 0x7F;

  /** Returns the value on the wire: the opcode, or the FCTYPE of a fabrics command. */
  int code();

  /** Returns the name as Linux prints it, such as "Keep Alive". */
  String label();

  /**
   * Returns the operation with these numbers; empty if unknown.
   *
   * @param fctype used only with opcode 7Fh
   * @param qid 0 for an admin queue, else an I/O queue
   */
  static Optional<Opcode> of(int opcode, int fctype, int qid) {
    if (opcode == FABRICS) {
      return find(Fabrics.values(), fctype);
    }
    return find(qid == 0 ? Admin.values() : Nvm.values(), opcode);
  }

  /**
   * Returns the name of an operation as Linux prints it, "fabrics" for every fabrics command, or
   * "unknown".
   *
   * @param qid 0 for an admin queue, else an I/O queue
   */
  static String label(int qid, int opcode) {
    return find(qid == 0 ? Admin.values() : Nvm.values(), opcode)
        .map(Opcode::label)
        .orElse(opcode == FABRICS ? "fabrics" : "unknown");
  }

  private static Optional<Opcode> find(Opcode[] all, int code) {
    for (Opcode opcode : all) {
      if (opcode.code() == code) {
        return Optional.of(opcode);
      }
    }
    return Optional.empty();
  }

  /** Admin command set. */
  enum Admin implements Opcode {
    GET_LOG_PAGE(0x02, "Get Log Page"),
    IDENTIFY(0x06, "Identify"),
    ABORT(0x08, "Abort Command"),
    SET_FEATURES(0x09, "Set Features"),
    GET_FEATURES(0x0A, "Get Features"),
    ASYNC_EVENT(0x0C, "Async Event"),
    KEEP_ALIVE(0x18, "Keep Alive"),
    CROSS_CONTROLLER_RESET(0x38, "Cross-Controller Reset");

    private final int code;
    private final String label;

    Admin(int code, String label) {
      this.code = code;
      this.label = label;
    }

    @Override
    public int code() {
      return code;
    }

    @Override
    public String label() {
      return label;
    }
  }

  /** Fabrics command types. */
  enum Fabrics implements Opcode {
    PROPERTY_SET(0x00, "Property Set"),
    CONNECT(0x01, "Connect"),
    PROPERTY_GET(0x04, "Property Get"),
    AUTH_SEND(0x05, "Authentication Send"),
    AUTH_RECEIVE(0x06, "Authentication Receive"),
    DISCONNECT(0x08, "Disconnect");

    private final int code;
    private final String label;

    Fabrics(int code, String label) {
      this.code = code;
      this.label = label;
    }

    @Override
    public int code() {
      return code;
    }

    @Override
    public String label() {
      return label;
    }
  }

  /** NVM command set. */
  enum Nvm implements Opcode {
    FLUSH(0x00, "Flush"),
    WRITE(0x01, "Write"),
    READ(0x02, "Read"),
    COMPARE(0x05, "Compare"),
    WRITE_ZEROES(0x08, "Write Zeroes"),
    DATASET_MANAGEMENT(0x09, "Dataset Management");

    private final int code;
    private final String label;

    Nvm(int code, String label) {
      this.code = code;
      this.label = label;
    }

    @Override
    public int code() {
      return code;
    }

    @Override
    public String label() {
      return label;
    }
  }
}
