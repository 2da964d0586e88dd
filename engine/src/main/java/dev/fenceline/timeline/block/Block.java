package dev.fenceline.timeline.block;

import java.util.Comparator;

/**
 * A block of a namespace. Ordered by namespace and address.
 *
 * @param nsid the namespace; 0 if it is not known
 * @param lba its address
 */
public record Block(int nsid, long lba) implements Comparable<Block> {
  private static final Comparator<Block> ORDER =
      Comparator.comparingInt(Block::nsid).thenComparingLong(Block::lba);

  @Override
  public int compareTo(Block other) {
    return ORDER.compare(this, other);
  }

  /** Names the block, such as {@code block 7}, with its namespace unless that is the first one. */
  public String words() {
    return nsid <= 1 ? "block " + lba : "block %d of namespace %d".formatted(lba, nsid);
  }
}
