package dev.fenceline.timeline.block;

import java.util.List;

/**
 * What happened to one block, in order.
 *
 * @param block the block
 * @param steps what happened
 * @param writes the number of operations that write it
 * @param reads the number of reads that returned it
 */
public record BlockHistory(Block block, List<BlockStep> steps, int writes, int reads) {
  public BlockHistory {
    steps = List.copyOf(steps);
  }

  /** Reports whether a check found its data damaged. */
  public boolean isDamaged() {
    return has(BlockStep.Kind.DAMAGED);
  }

  /** Reports whether a copy took effect over a newer version. */
  public boolean wasOverwritten() {
    return has(BlockStep.Kind.LANDED_OVER_NEWER);
  }

  private boolean has(BlockStep.Kind kind) {
    return steps.stream().anyMatch(step -> step.kind() == kind);
  }
}
