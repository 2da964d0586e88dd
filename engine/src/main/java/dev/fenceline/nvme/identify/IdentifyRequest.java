package dev.fenceline.nvme.identify;

import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.CommandFields;

/**
 * Parameters of Identify. The data is always 4096 bytes.
 *
 * @param cns structure to return; see the constants
 * @param nsid namespace, or the start of the namespace list
 * @param cntid controller, for the CNS values that name one
 * @param csi I/O command set; 0 is NVM
 */
public record IdentifyRequest(int cns, int nsid, int cntid, int csi) {
  public static final int CNS_NAMESPACE = 0x00;
  public static final int CNS_CONTROLLER = 0x01;
  public static final int CNS_NAMESPACE_LIST = 0x02;
  public static final int CNS_NAMESPACE_DESCRIPTORS = 0x03;
  public static final int CNS_NVM_NAMESPACE = 0x05;
  public static final int CNS_NVM_CONTROLLER = 0x06;
  public static final int CNS_NAMESPACE_INDEPENDENT = 0x08;

  /** Bytes of every Identify structure. */
  public static final int DATA_SIZE = Command.IDENTIFY_BYTES;

  public static IdentifyRequest of(Command command) {
    return new IdentifyRequest(
        (int) command.get(CommandFields.CNS),
        command.nsid(),
        (int) command.get(CommandFields.CNTID),
        (int) command.get(CommandFields.IDENTIFY_CSI));
  }
}
