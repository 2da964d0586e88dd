package dev.fenceline.nvme;

/**
 * Parameters of a fabrics Connect (FCTYPE 01h).
 *
 * @param recfmt format of the Connect data; only 0 is defined
 * @param qid 0 for the admin queue, else 1..FFFFh
 * @param sqsize entries of the submission queue, 0-based, 0..FFFFh
 * @param cattr attributes; see {@link #CATTR_NO_SQ_FLOW_CONTROL}
 * @param katoMillis Keep Alive Timeout in ms, 32 bits unsigned; 0 turns keep alive off
 */
public record ConnectRequest(int recfmt, int qid, int sqsize, int cattr, long katoMillis) {
  /** Connect attribute: the host disables SQ flow control. */
  public static final int CATTR_NO_SQ_FLOW_CONTROL = 1 << 2;

  public static ConnectRequest of(Command command) {
    return new ConnectRequest(
        (int) command.get(CommandFields.RECFMT),
        (int) command.get(CommandFields.QID),
        (int) command.get(CommandFields.SQSIZE),
        (int) command.get(CommandFields.CATTR),
        command.get(CommandFields.KATO));
  }

  /**
   * Returns DW0 of a completion with status 182h.
   *
   * @param offset byte offset of the bad field
   * @param inData whether it lies in the Connect data instead of the SQE
   */
  public static int invalidParameter(int offset, boolean inData) {
    return offset | (inData ? 1 << 16 : 0);
  }
}
