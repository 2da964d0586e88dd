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
  /** The most blocks one command can name. */
  public static final int BLOCKS_MAX = 0x1_0000;

  private static final Field SLBA = Field.bytes("SLBA", 40, 8);
  private static final Field NLB = Field.bytes("NLB", 48, 2);
  private static final Field FUA = Field.bit("FUA", 48, 30);

  public BlockRequest {
    if (blocks < 1 || blocks > BLOCKS_MAX) {
      throw new IllegalArgumentException("blocks " + blocks);
    }
  }

  public static BlockRequest of(Command command) {
    return new BlockRequest(
        command.nsid(), command.get(SLBA), (int) command.get(NLB) + 1, command.get(FUA) != 0);
  }

  /** The command without data pointer: add it by {@code withSgl}. */
  public Command toCommand(Opcode.Nvm opcode) {
    return Command.of(
        Command.start(opcode.code())
            .set(Command.NSID, nsid)
            .set(SLBA, slba)
            .set(NLB, blocks - 1)
            .set(FUA, fua));
  }
}
