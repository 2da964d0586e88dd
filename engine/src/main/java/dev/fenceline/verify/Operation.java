package dev.fenceline.verify;

/**
 * One operation on one block, from its first submission to its end. Sequence numbers order
 * operations; times are for display only.
 *
 * @param number the logical operation
 * @param kind its effect on the block
 * @param value the unique id of the write that was written or seen, or 0 if the block was never
 *     written
 * @param version the version of the block
 * @param invoked the sequence number of its submission
 * @param invokedNanos the time of its submission
 * @param responded the sequence number of its end, or {@link #OPEN} if the recording does not
 *     contain its end, so that it may take effect at any time
 * @param respondedNanos the time of its end
 */
public record Operation(
    long number,
    Kind kind,
    long value,
    long version,
    long invoked,
    long invokedNanos,
    long responded,
    long respondedNanos) {
  /** The end of an operation whose end was not recorded. */
  public static final long OPEN = Long.MAX_VALUE;

  /** The effect of an operation on a block. */
  public enum Kind {
    /** A write. It takes effect at one moment between its submission and its end. */
    WRITE,
    /** A write that ended with an error. It took effect before that end, or never. */
    FAILED_WRITE,
    /** A read. */
    READ,
    /** The content of media at this moment by the target's own events, without a read. */
    MEDIA
  }

  /** Reports whether it is a write. */
  public boolean write() {
    return kind == Kind.WRITE || kind == Kind.FAILED_WRITE;
  }
}
