package dev.fenceline.nvme;

/**
 * Parameters of a fabrics Connect (FCTYPE 01h).
 *
 * @param recfmt format of the Connect data, 0 is the only one
 * @param qid 0 for the admin queue, else 1..FFFFh
 * @param sqsize entries of the submission queue, 0-based, 0..FFFFh
 * @param cattr attributes; see {@link #CATTR_NO_SQ_FLOW_CONTROL}
 * @param katoMillis Keep Alive Timeout in ms, 32 bits unsigned; 0 turns keep alive off
 */
public record ConnectRequest(int recfmt, int qid, int sqsize, int cattr, long katoMillis) {
  /** Connect attribute: the host does without SQ flow control. */
  public static final int CATTR_NO_SQ_FLOW_CONTROL = 1 << 2;

  /** Offsets in the SQE, also what a 182h answer gives as IPO. */
  public static final Field RECFMT = Field.bytes("RECFMT", 40, 2);

  public static final Field QID = Field.bytes("QID", 42, 2);
  public static final Field SQSIZE = Field.bytes("SQSIZE", 44, 2);
  public static final Field CATTR = Field.bytes("CATTR", 46, 1);
  public static final Field KATO = Field.bytes("KATO", 48, 4);

  public static ConnectRequest of(Command command) {
    return new ConnectRequest(
        (int) command.get(RECFMT),
        (int) command.get(QID),
        (int) command.get(SQSIZE),
        (int) command.get(CATTR),
        command.get(KATO));
  }

  /** The command, with an SGL for the Connect data in its capsule. */
  public Command toCommand() {
    return Command.of(
            Command.fabrics(Opcode.Fabrics.CONNECT)
                .set(RECFMT, recfmt)
                .set(QID, qid)
                .set(SQSIZE, sqsize)
                .set(CATTR, cattr)
                .set(KATO, katoMillis))
        .withSgl(Sgl.inCapsule(ConnectData.SIZE));
  }

  /**
   * DW0 of a completion with status 182h.
   *
   * @param offset byte offset of the bad field
   * @param inData whether it lies in the Connect data instead of the SQE
   */
  public static int invalidParameter(int offset, boolean inData) {
    return offset | (inData ? 1 << 16 : 0);
  }
}
