package dev.fenceline.event.value;

/** The state of a block that was read, according to its stamp. */
public enum BlockQuality {
  /** A whole block of this run, at its own address. */
  GOOD,
  /** Never written: all bytes are zero. */
  BLANK,
  /** The contents of the block before the run, on a target that already had data. */
  ORIGINAL,
  /** Its checksum does not match: the block holds parts of two writes, or is damaged. */
  TORN,
  /** A whole block that was written to another address. */
  MISDIRECTED,
  /** A whole block of another run, or a block without a stamp of Fenceline. */
  FOREIGN;

  /** Reports whether a correct store may hold this block at this address. */
  public boolean isWhole() {
    return switch (this) {
      case GOOD, BLANK, ORIGINAL -> true;
      case TORN, MISDIRECTED, FOREIGN -> false;
    };
  }
}
