package dev.fenceline.event;

/**
 * One logical operation of the application, over all of its copies. {@link Submitted}, {@link
 * BlockRead} and {@link Ended} are the workload's; the others say what the multipath node did with
 * it, on the lane of the controller concerned.
 */
public sealed interface IoEvent extends Detail {
  /** The logical operation, from 1. */
  long operation();

  /**
   * Workload: the first submission.
   *
   * @param nsid the namespace; 0: not known, as in files of before there were several
   * @param stamp the unique id of a write, 0 for other kinds
   * @param version the version of the block that a write writes, 0 for other kinds
   */
  @Kind("io-submitted")
  record Submitted(
      long operation, IoKind kind, int nsid, long lba, int blocks, long stamp, long version)
      implements IoEvent {
    /** The same on namespace 1. */
    public Submitted(long operation, IoKind kind, long lba, int blocks, long stamp, long version) {
      this(operation, kind, 1, lba, blocks, stamp, version);
    }
  }

  /** Workload: what one block of a read held; {@code stamp} 0 when blank. */
  @Kind("io-block-read")
  record BlockRead(long operation, long lba, long stamp, long version, BlockQuality quality)
      implements IoEvent {}

  /** Workload: the final acknowledgement, or the final failure. */
  @Kind("io-ended")
  record Ended(long operation, int status) implements IoEvent {}

  /** A copy in flight is held while its controller is fenced. */
  @Kind("io-held")
  record Held(long operation, int copy, int qid, int cid) implements IoEvent {}

  /** A held copy may end: its controller is fenced. */
  @Kind("io-released")
  record Released(long operation, int copy) implements IoEvent {}

  /** An operation goes on over another controller, as a new copy. */
  @Kind("io-failed-over")
  record FailedOver(long operation, int copy, String from, String to) implements IoEvent {}

  /**
   * The controller answered that the operation may be tried again, and it is, as a new copy over
   * the same one.
   *
   * @param status of the answer
   */
  @Kind("io-retried")
  record Retried(long operation, int copy, int status) implements IoEvent {}

  /** An operation waits until a path is usable. */
  @Kind("io-requeued")
  record Requeued(long operation, String reason) implements IoEvent {
    /** The reason while no controller is live at all. */
    public static final String NO_PATH = "no path is live";
  }

  /** An operation is not sent: the host sees no path worth waiting for, and fails it. */
  @Kind("io-refused")
  record Refused(long operation, String reason) implements IoEvent {
    /** The reason while fencing has not ended on any path. */
    public static final String ALL_FENCING = "every path is fencing";

    /** The reason when no path will come back, or none before fast_io_fail_tmo. */
    public static final String NO_PATH_LEFT = "no path is left";
  }
}
