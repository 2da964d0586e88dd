package dev.fenceline.verify;

/**
 * One operation on one block, from its first submission to its final acknowledgement. Sequence
 * numbers order operations; times are for people.
 *
 * @param number the logical operation
 * @param write whether it writes; else it reads
 * @param value what was written or read: the unique id of a write; 0: never written
 * @param version the version of the block that this is
 * @param invoked the sequence number of its submission
 * @param invokedNanos when that was
 * @param responded the sequence number of its end; {@link #OPEN}: unknown outcome, it may take
 *     effect at any time
 * @param respondedNanos when that was
 */
public record Operation(
    long number,
    boolean write,
    long value,
    long version,
    long invoked,
    long invokedNanos,
    long responded,
    long respondedNanos) {
  /** The end of an operation whose outcome is unknown. */
  public static final long OPEN = Long.MAX_VALUE;
}
