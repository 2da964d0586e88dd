package dev.fenceline.event;

import static dev.fenceline.event.Meaning.BLOCK;
import static dev.fenceline.event.Meaning.CHOICE;
import static dev.fenceline.event.Meaning.COMMAND;
import static dev.fenceline.event.Meaning.COUNT;
import static dev.fenceline.event.Meaning.DEVICE;
import static dev.fenceline.event.Meaning.IDENTIFIER;
import static dev.fenceline.event.Meaning.OPERATION;
import static dev.fenceline.event.Meaning.ORDINAL;
import static dev.fenceline.event.Meaning.QUEUE;
import static dev.fenceline.event.Meaning.STATUS;
import static dev.fenceline.event.Meaning.TEXT;

import dev.fenceline.event.value.BlockQuality;
import dev.fenceline.event.value.IoKind;

/**
 * One logical operation of the application, with all its copies. {@link Submitted}, {@link
 * BlockRead} and {@link Ended} are events of the workload. The others are events of the multipath
 * node, on the lane of the controller concerned.
 */
public sealed interface IoEvent extends Detail {
  /** Returns the logical operation, from 1. */
  long operation();

  @Kind(name = "io-submitted", text = "Workload: the operation was submitted for the first time.")
  record Submitted(
      @Field(OPERATION) long operation,
      @Field(value = CHOICE, text = "what it does") IoKind kind,
      @Field(
              value = IDENTIFIER,
              text =
                  "the namespace; 0 if it is not known, as in files of versions with one namespace")
          int nsid,
      @Field(value = BLOCK, text = "first block") long lba,
      @Field(value = COUNT, text = "blocks that it concerns") int blocks,
      @Field(value = IDENTIFIER, text = "the unique ID of a write; 0 for other kinds") long stamp,
      @Field(
              value = ORDINAL,
              text = "the version of the block that a write writes; 0 for other kinds")
          long version)
      implements IoEvent {
    /** Creates an event of an operation on namespace 1. */
    public Submitted(long operation, IoKind kind, long lba, int blocks, long stamp, long version) {
      this(operation, kind, 1, lba, blocks, stamp, version);
    }
  }

  @Kind(name = "io-block-read", text = "Workload: one block of a read had these contents.")
  record BlockRead(
      @Field(OPERATION) long operation,
      @Field(value = BLOCK, text = "the block") long lba,
      @Field(value = IDENTIFIER, text = "the write that wrote it; 0 if the block is blank")
          long stamp,
      @Field(value = ORDINAL, text = "the version of the block") long version,
      @Field(value = CHOICE, text = "the state of the block, according to its stamp")
          BlockQuality quality)
      implements IoEvent {}

  @Kind(name = "io-ended", text = "Workload: the operation was acknowledged or failed for good.")
  record Ended(@Field(OPERATION) long operation, @Field(STATUS) int status) implements IoEvent {}

  @Kind(name = "io-held", text = "A copy in flight is held while its controller is fenced.")
  record Held(
      @Field(OPERATION) long operation,
      @Field(value = ORDINAL, text = "the copy that is held") int copy,
      @Field(QUEUE) int qid,
      @Field(COMMAND) int cid)
      implements IoEvent {}

  @Kind(name = "io-released", text = "A held copy is released: its controller is fenced.")
  record Released(
      @Field(OPERATION) long operation,
      @Field(value = ORDINAL, text = "the copy that is released") int copy)
      implements IoEvent {}

  @Kind(
      name = "io-failed-over",
      text = "An operation fails over to another controller, as a new copy.")
  record FailedOver(
      @Field(OPERATION) long operation,
      @Field(value = ORDINAL, text = "the new copy") int copy,
      @Field(value = DEVICE, text = "the controller before") String from,
      @Field(value = DEVICE, text = "the controller after") String to)
      implements IoEvent {}

  @Kind(
      name = "io-retried",
      text =
          "The operation is retried over the same controller as a new copy, because the"
              + " controller's status allows a retry.")
  record Retried(
      @Field(OPERATION) long operation,
      @Field(value = ORDINAL, text = "the new copy") int copy,
      @Field(value = STATUS, text = "the status of the completion") int status)
      implements IoEvent {}

  @Kind(name = "io-requeued", text = "An operation waits until a path is usable.")
  record Requeued(
      @Field(OPERATION) long operation,
      @Field(value = TEXT, text = "such as `no path is live`") String reason)
      implements IoEvent {
    /** The reason if no controller is live. */
    public static final String NO_PATH = "no path is live";
  }

  @Kind(
      name = "io-refused",
      text = "The host fails an operation without sending it, because it expects no usable path.")
  record Refused(
      @Field(OPERATION) long operation,
      @Field(value = TEXT, text = "such as `every path is fencing`") String reason)
      implements IoEvent {
    /** The reason if fencing has not ended on any path. */
    public static final String ALL_FENCING = "every path is fencing";

    /** The reason if no path will return, or none will return before fast_io_fail_tmo. */
    public static final String NO_PATH_LEFT = "no path is left";
  }
}
