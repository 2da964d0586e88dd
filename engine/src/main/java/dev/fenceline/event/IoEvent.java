package dev.fenceline.event;

/**
 * One logical operation of the application, with all its copies. {@link Submitted}, {@link
 * BlockRead} and {@link Ended} are events of the workload. The others are events of the multipath
 * node, on the lane of the controller concerned.
 */
public sealed interface IoEvent extends Detail {
  /** Returns the logical operation, from 1. */
  long operation();

  /**
   * Workload: the operation was submitted for the first time.
   *
   * @param nsid the namespace; 0 if it is not known, as in files of versions with one namespace
   * @param stamp the unique ID of a write; 0 for other kinds
   * @param version the version of the block that a write writes; 0 for other kinds
   */
  @Kind("io-submitted")
  record Submitted(
      long operation, IoKind kind, int nsid, long lba, int blocks, long stamp, long version)
      implements IoEvent {
    /** Creates an event of an operation on namespace 1. */
    public Submitted(long operation, IoKind kind, long lba, int blocks, long stamp, long version) {
      this(operation, kind, 1, lba, blocks, stamp, version);
    }
  }

  /**
   * Workload: the contents of one block that was read; {@code stamp} is 0 if the block is blank.
   */
  @Kind("io-block-read")
  record BlockRead(long operation, long lba, long stamp, long version, BlockQuality quality)
      implements IoEvent {}

  /** Workload: the operation was acknowledged or failed for good. */
  @Kind("io-ended")
  record Ended(long operation, int status) implements IoEvent {}

  /** A copy in flight is held while its controller is fenced. */
  @Kind("io-held")
  record Held(long operation, int copy, int qid, int cid) implements IoEvent {}

  /** A held copy is released: its controller is fenced. */
  @Kind("io-released")
  record Released(long operation, int copy) implements IoEvent {}

  /** An operation fails over to another controller, as a new copy. */
  @Kind("io-failed-over")
  record FailedOver(long operation, int copy, String from, String to) implements IoEvent {}

  /**
   * The operation is retried over the same controller as a new copy, because the controller's
   * status allows a retry.
   *
   * @param status the status of the completion
   */
  @Kind("io-retried")
  record Retried(long operation, int copy, int status) implements IoEvent {}

  /** An operation waits until a path is usable. */
  @Kind("io-requeued")
  record Requeued(long operation, String reason) implements IoEvent {
    /** The reason while no controller is live. */
    public static final String NO_PATH = "no path is live";
  }

  /** The host fails an operation without sending it, because it expects no usable path. */
  @Kind("io-refused")
  record Refused(long operation, String reason) implements IoEvent {
    /** The reason while fencing has not ended on any path. */
    public static final String ALL_FENCING = "every path is fencing";

    /** The reason if no path will return, or none before fast_io_fail_tmo. */
    public static final String NO_PATH_LEFT = "no path is left";
  }
}
