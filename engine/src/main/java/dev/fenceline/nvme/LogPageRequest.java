package dev.fenceline.nvme;

/**
 * Parameters of Get Log Page.
 *
 * @param lid log page id, 0..FFh
 * @param lsp log specific parameter, 0..7Fh
 * @param retainEvent RAE: keep the asynchronous event masked; false re-arms it
 * @param numBytes bytes wanted: a multiple of 4, 4..400000000h
 * @param offset byte offset into the page (LPO)
 * @param nsid namespace, 0 or FFFFFFFFh (-1) for the controller
 * @param csi I/O command set
 */
public record LogPageRequest(
    int lid, int lsp, boolean retainEvent, long numBytes, long offset, int nsid, int csi) {
  public static final int LID_ERROR = 0x01;
  public static final int LID_SMART = 0x02;
  public static final int LID_FIRMWARE = 0x03;
  public static final int LID_CHANGED_NAMESPACES = 0x04;
  public static final int LID_EFFECTS = 0x05;
  public static final int LID_ANA = 0x0C;
  public static final int LID_CCR = 0x1E;
  public static final int LID_DISCOVERY = 0x70;

  /** LSP of the ANA log: groups only, without their namespaces. */
  public static final int LSP_ANA_GROUPS_ONLY = 1;

  /** LSP of the CCR log: remove completed entries once reported (RMC). */
  public static final int LSP_CCR_REMOVE_COMPLETED = 1;

  private static final Field LID = Field.bytes("LID", 40, 1);
  private static final Field LSP = Field.bits("LSP", 40, 8, 7);
  private static final Field RAE = Field.bit("RAE", 40, 15);
  private static final Field NUMD = Field.bytes("NUMD", 42, 4);
  private static final Field LPO = Field.bytes("LPO", 48, 8);
  private static final Field CSI = Field.bytes("CSI", 59, 1);
  private static final int DWORD = 4;

  public LogPageRequest {
    if (numBytes < DWORD || numBytes % DWORD != 0 || numBytes / DWORD - 1 > 0xFFFF_FFFFL) {
      throw new IllegalArgumentException("log page bytes " + numBytes);
    }
  }

  public static LogPageRequest of(Command command) {
    return new LogPageRequest(
        (int) command.get(LID),
        (int) command.get(LSP),
        command.get(RAE) != 0,
        (command.get(NUMD) + 1) * DWORD,
        command.get(LPO),
        command.nsid(),
        (int) command.get(CSI));
  }

  public Command toCommand() {
    return Command.of(
            Command.start(Opcode.Admin.GET_LOG_PAGE.code())
                .set(Command.NSID, nsid)
                .set(LID, lid)
                .set(LSP, lsp)
                .set(RAE, retainEvent)
                .set(NUMD, numBytes / DWORD - 1)
                .set(LPO, offset)
                .set(CSI, csi))
        .withSgl(Sgl.transport(numBytes));
  }
}
