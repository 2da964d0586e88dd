package dev.fenceline.host;

import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.StatusCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One copy of a command on one queue: from submission until it is answered or cancelled, exactly
 * once. Keeps what it writes, and collects what it reads, until then.
 */
final class Request {
  /** What the copy stands for in the record of the run. */
  record Purpose(long operation, int copy, long lba, int blocks) {
    /** A command of the host itself. */
    static final Purpose HOUSEKEEPING = new Purpose(0, 0, 0, 0);
  }

  /**
   * How a request ended.
   *
   * @param status its outcome
   * @param field the completion status field shifted right by one, as events give it
   * @param result both result dwords
   * @param data what a read returned, valid while it is handed on only
   * @param byHost the controller did not answer: the host ended it
   * @param retryDelay which of the controller's command retry delays to wait before a retry, 1 to
   *     3; 0: none (CRD)
   */
  record Answer(
      Status status,
      int field,
      long result,
      @Nullable ByteBuf data,
      boolean byHost,
      int retryDelay) {
    private static final int MORE = 1 << 13;
    private static final int DNR = 1 << 14;

    static Answer of(Completion completion, @Nullable ByteBuf data) {
      return new Answer(
          completion.status(),
          field(completion.status()) | (completion.more() ? MORE : 0),
          completion.result(),
          data,
          false,
          completion.crd());
    }

    static Answer byHost(Status status) {
      return new Answer(status, field(status), 0, null, true, 0);
    }

    /** The controller answered, but what it sent cannot be used. */
    Answer spoiled(Status why) {
      return new Answer(why, field(why), result, null, byHost, 0);
    }

    static int field(Status status) {
      return status.code() | (status.dnr() ? DNR : 0);
    }
  }

  /** Is told how a request went. */
  @FunctionalInterface
  interface Ending {
    /** It has ended; never called twice. */
    void ended(Request request, Answer answer);

    /**
     * It was not answered in time and stays in flight.
     *
     * @param cause the event that says so
     * @return the event that recovery begins from
     */
    default long timedOut(Request request, long cause) {
      return cause;
    }
  }

  private final Command command;
  private final Purpose purpose;
  private final @Nullable ByteBuf payload;
  private final int readBytes;
  private final long timeoutMillis;
  private final Ending ending;

  private int cid;
  private long submittedSequence;
  private long endedSequence;
  private long submittedNanos;
  private @Nullable Future<?> timeout;
  private @Nullable ByteBuf received;
  private int receivedBytes;
  private int sentBytes;
  private boolean damaged;
  private boolean abandoned;

  /**
   * A request that is not submitted yet.
   *
   * @param payload what it writes, owned by the request from here on; null for none
   * @param readBytes how much it reads, 0 for none
   * @param timeoutMillis after which error recovery begins; 0: never
   */
  Request(
      Command command,
      Purpose purpose,
      @Nullable ByteBuf payload,
      int readBytes,
      long timeoutMillis,
      Ending ending) {
    this.command = command;
    this.purpose = purpose;
    this.payload = payload;
    this.readBytes = readBytes;
    this.timeoutMillis = timeoutMillis;
    this.ending = ending;
  }

  /** A command of the host itself. */
  static Request admin(Command command, int readBytes, long timeoutMillis, Ending ending) {
    return new Request(command, Purpose.HOUSEKEEPING, null, readBytes, timeoutMillis, ending);
  }

  /** As the caller made it: without command identifier and final data pointer. */
  Command command() {
    return command;
  }

  Purpose purpose() {
    return purpose;
  }

  @Nullable ByteBuf payload() {
    return payload;
  }

  int payloadBytes() {
    return payload == null ? 0 : payload.readableBytes();
  }

  long timeoutMillis() {
    return timeoutMillis;
  }

  /** Its identifier on the wire; of meaning once it was submitted. */
  int cid() {
    return cid;
  }

  long submittedSequence() {
    return submittedSequence;
  }

  long submittedNanos() {
    return submittedNanos;
  }

  /** The event that says how it ended; of meaning while its end is told. */
  long endedSequence() {
    return endedSequence;
  }

  void identify(int assignedCid) {
    cid = assignedCid;
  }

  void submitted(long sequence, long nanos) {
    submittedSequence = sequence;
    submittedNanos = nanos;
  }

  void watch(Future<?> timer) {
    timeout = timer;
  }

  long timedOut(long cause) {
    return abandoned ? cause : ending.timedOut(this, cause);
  }

  /** Bytes that went out in H2CData PDUs so far. */
  int sentBytes() {
    return sentBytes;
  }

  void sent(int bytes) {
    sentBytes += bytes;
  }

  /**
   * Takes a part of what it reads.
   *
   * @return false if the part lies outside of what was asked for
   */
  boolean receive(long offset, ByteBuf part, boolean intact) {
    if (offset < 0 || offset + part.readableBytes() > readBytes) {
      return false;
    }
    if (received == null) {
      received = Unpooled.buffer(readBytes, readBytes).writeZero(readBytes);
    }
    received.setBytes((int) offset, part, part.readerIndex(), part.readableBytes());
    receivedBytes += part.readableBytes();
    damaged |= !intact;
    return true;
  }

  /** Nobody waits for the outcome any more; the command stays in flight until it is answered. */
  void abandon() {
    abandoned = true;
  }

  boolean isAbandoned() {
    return abandoned;
  }

  /** The controller has answered. */
  void complete(Completion completion, long sequence) {
    endedSequence = sequence;
    Answer answer = Answer.of(completion, received);
    if (completion.status().isSuccess() && damaged) {
      answer = answer.spoiled(Status.of(StatusCode.TRANSIENT_TRANSPORT_ERROR));
    } else if (completion.status().isSuccess() && receivedBytes < readBytes) {
      answer = answer.spoiled(Status.of(StatusCode.DATA_TRANSFER_ERROR));
    }
    end(answer);
  }

  /** The host ends it. */
  void cancel(Status status, long sequence) {
    endedSequence = sequence;
    end(Answer.byHost(status));
  }

  private void end(Answer answer) {
    stopWatching();
    if (!abandoned) {
      ending.ended(this, answer);
    }
    release();
  }

  private void stopWatching() {
    if (timeout != null) {
      timeout.cancel(false);
      timeout = null;
    }
  }

  /** Lets go of its buffers and its timer without telling anybody: the run is over. */
  void discard() {
    stopWatching();
    release();
  }

  private void release() {
    if (payload != null) {
      payload.release();
    }
    if (received != null) {
      received.release();
      received = null;
    }
  }
}
