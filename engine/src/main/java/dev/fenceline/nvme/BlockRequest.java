package dev.fenceline.nvme;

/**
 * Parameters of NVM Read and Write.
 *
 * @param nsid namespace
 * @param slba first block
 * @param blocks number of blocks, 1..65536 (on the wire 0-based)
 * @param fua force unit access
 */
public record BlockRequest(int nsid, long slba, int blocks, boolean fua) {
  /** Largest number of blocks in one command. */
  public static final int BLOCKS_MAX = Command.BLOCKS_MAX;

  public static BlockRequest of(Command command) {
    return new BlockRequest(
        command.nsid(),
        command.get(CommandFields.SLBA),
        (int) command.get(CommandFields.NLB) + 1,
        command.get(CommandFields.FUA) != 0);
  }
}
