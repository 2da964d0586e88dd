package dev.fenceline.nvme.log;

import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.CommandFields;

/**
 * Parameters of Get Log Page.
 *
 * @param lid log page id, 0..FFh
 * @param lsp log specific parameter, 0..7Fh
 * @param retainEvent RAE: the asynchronous event stays masked; false re-arms it
 * @param numBytes requested bytes, a multiple of 4, 4..400000000h
 * @param offset byte offset into the page (LPO)
 * @param nsid namespace, 0 or FFFFFFFFh (-1) for the controller
 * @param csi I/O command set
 */
public record LogPageRequest(
    int lid, int lsp, boolean retainEvent, long numBytes, long offset, int nsid, int csi) {
  public static final int LID_SUPPORTED = 0x00;
  public static final int LID_ERROR = 0x01;
  public static final int LID_SMART = 0x02;
  public static final int LID_FIRMWARE = 0x03;
  public static final int LID_CHANGED_NAMESPACES = 0x04;
  public static final int LID_EFFECTS = 0x05;
  public static final int LID_ANA = 0x0C;
  public static final int LID_CCR = 0x1E;
  public static final int LID_DISCOVERY = 0x70;

  /** LSP of the ANA log: return groups without their namespaces. */
  public static final int LSP_ANA_GROUPS_ONLY = 1;

  /** LSP of the CCR log: remove completed entries after they are reported (RMC). */
  public static final int LSP_CCR_REMOVE_COMPLETED = 1;

  public static LogPageRequest of(Command command) {
    return new LogPageRequest(
        (int) command.get(CommandFields.LID),
        (int) command.get(CommandFields.LSP),
        command.get(CommandFields.RAE) != 0,
        (command.get(CommandFields.NUMD) + 1) * Integer.BYTES,
        command.get(CommandFields.LPO),
        command.nsid(),
        (int) command.get(CommandFields.LOG_CSI));
  }
}
