package dev.fenceline.event;

/** What the stamp in a block that was read says of the block. */
public enum BlockQuality {
  /** A whole block of this run, at its own address. */
  GOOD,
  /** Never written: all zero. */
  BLANK,
  /** What the block held before the run, on a target that had data already. */
  ORIGINAL,
  /** Its checksum does not match: parts of two writes, or damage. */
  TORN,
  /** A whole block that was written to another address. */
  MISDIRECTED,
  /** A whole block of another run, or no stamp of ours. */
  FOREIGN;

  /** Whether the block is one that a correct store may hold at this address. */
  public boolean isWhole() {
    return switch (this) {
      case GOOD, BLANK, ORIGINAL -> true;
      case TORN, MISDIRECTED, FOREIGN -> false;
    };
  }
}
