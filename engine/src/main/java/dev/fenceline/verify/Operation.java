package dev.fenceline.verify;

/**
 * One operation on one block, from its first submission to its end. Sequence numbers order
 * operations; times are for people.
 *
 * @param number the logical operation
 * @param kind what it is to the block
 * @param value what was written or seen: the unique id of a write; 0: never written
 * @param version the version of the block that this is
 * @param invoked the sequence number of its submission
 * @param invokedNanos when that was
 * @param responded the sequence number of its end; {@link #OPEN}: the recording did not see it end,
 *     it may take effect at any time
 * @param respondedNanos when that was
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
  /** The end of an operation whose end was not seen. */
  public static final long OPEN = Long.MAX_VALUE;

  /** What an operation is to a block. */
  public enum Kind {
    /** It writes. It takes effect at one moment between its submission and its end. */
    WRITE,
    /** It writes, and ended with an error: it took effect before that end, or never. */
    FAILED_WRITE,
    /** It reads. */
    READ,
    /** Nobody read it: the target's own events say what media held at this moment. */
    MEDIA
  }

  /** Whether it writes. */
  public boolean write() {
    return kind == Kind.WRITE || kind == Kind.FAILED_WRITE;
  }
}
