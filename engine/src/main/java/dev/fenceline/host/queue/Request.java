package dev.fenceline.host.queue;

import dev.fenceline.event.Cause;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.StatusCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One copy of a command on one queue, from submission until it ends, which happens exactly once, by
 * a response or by cancellation. Until then it keeps the data that it writes and collects the data
 * that it reads.
 */
public final class Request {
  /** The operation of the copy, as events report it. */
  public record Purpose(long operation, int copy, long lba, int blocks) {
    /** The purpose of the host's own commands. */
    public static final Purpose HOUSEKEEPING = new Purpose(0, 0, 0, 0);
  }

  /**
   * The end of a request.
   *
   * @param status its outcome
   * @param field the completion status field shifted right by one, as events give it
   * @param result both result dwords
   * @param data the data of a read, valid only during the call that passes it
   * @param byHost whether the host ended it because the controller did not answer
   * @param retryDelay the controller's command retry delay before a retry, 1 to 3, or 0 if none
   *     (CRD)
   */
  public record Answer(
      Status status,
      int field,
      long result,
      @Nullable ByteBuf data,
      boolean byHost,
      int retryDelay) {
    private static final int MORE = 1 << 13;
    private static final int DNR = 1 << 14;

    public static Answer of(Completion completion, @Nullable ByteBuf data) {
      return new Answer(
          completion.status(),
          field(completion.status()) | (completion.more() ? MORE : 0),
          completion.result(),
          data,
          false,
          completion.crd());
    }

    public static Answer byHost(Status status) {
      return new Answer(status, field(status), 0, null, true, 0);
    }

    /** Returns this answer with an error status and without its data, which cannot be used. */
    public Answer spoiled(Status why) {
      return new Answer(why, field(why), result, null, byHost, 0);
    }

    public static int field(Status status) {
      return status.code() | (status.dnr() ? DNR : 0);
    }
  }

  /** A listener for the end of a request. */
  @FunctionalInterface
  public interface Ending {
    /** Called once when the request has ended. */
    void ended(Request request, Answer answer);

    /**
     * Called when the request was not answered in time. It stays in flight.
     *
     * @param cause the event that reports it
     * @return the event that starts recovery
     */
    default Cause timedOut(Request request, Cause cause) {
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
  private Cause submittedEvent = Cause.NONE;
  private Cause endedEvent = Cause.NONE;
  private long submittedNanos;
  private @Nullable Future<?> timeout;
  private @Nullable ByteBuf received;
  private int receivedBytes;
  private int sentBytes;
  private boolean damaged;
  private boolean abandoned;

  /**
   * Creates a request that is not submitted yet.
   *
   * @param payload the data that it writes, owned by the request from now on, or null if there is
   *     none
   * @param readBytes the number of bytes that it reads, or 0 if it reads none
   * @param timeoutMillis time after which error recovery begins, or 0 if it never does
   */
  public Request(
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

  /** Returns a command of the host itself. */
  public static Request admin(Command command, int readBytes, long timeoutMillis, Ending ending) {
    return new Request(command, Purpose.HOUSEKEEPING, null, readBytes, timeoutMillis, ending);
  }

  /**
   * Returns the command as the caller created it, without command identifier and final data
   * pointer.
   */
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

  /** Returns its identifier on the wire, valid after submission. */
  public int cid() {
    return cid;
  }

  public Cause submittedEvent() {
    return submittedEvent;
  }

  public long submittedNanos() {
    return submittedNanos;
  }

  /** Returns the event that reports its end, valid while its end is reported. */
  public Cause endedEvent() {
    return endedEvent;
  }

  void identify(int assignedCid) {
    cid = assignedCid;
  }

  void submitted(Cause recorded, long nanos) {
    submittedEvent = recorded;
    submittedNanos = nanos;
  }

  void watch(Future<?> timer) {
    timeout = timer;
  }

  Cause timedOut(Cause cause) {
    return abandoned ? cause : ending.timedOut(this, cause);
  }

  /** Returns the number of bytes sent in H2CData PDUs so far. */
  int sentBytes() {
    return sentBytes;
  }

  void sent(int bytes) {
    sentBytes += bytes;
  }

  /**
   * Takes a part of the data that it reads.
   *
   * @return false if the part lies outside the requested range
   */
  boolean receive(long offset, ByteBuf part, boolean intact) {
    if (offset < 0 || offset + part.readableBytes() > readBytes) {
      return false;
    }
    if (received == null && part.readableBytes() == readBytes) {
      received = part.retainedSlice();
    } else {
      if (received == null) {
        received = Unpooled.buffer(readBytes, readBytes).writeZero(readBytes);
      }
      received.setBytes((int) offset, part, part.readerIndex(), part.readableBytes());
    }
    receivedBytes += part.readableBytes();
    damaged |= !intact;
    return true;
  }

  /** Drops the listener. The command stays in flight until it is answered. */
  public void abandon() {
    abandoned = true;
  }

  boolean isAbandoned() {
    return abandoned;
  }

  /** Ends the request with the controller's response. */
  void complete(Completion completion, Cause recorded) {
    endedEvent = recorded;
    Answer answer = Answer.of(completion, received);
    if (completion.status().isSuccess() && damaged) {
      answer = answer.spoiled(Status.of(StatusCode.TRANSIENT_TRANSPORT_ERROR));
    } else if (completion.status().isSuccess() && receivedBytes < readBytes) {
      answer = answer.spoiled(Status.of(StatusCode.DATA_TRANSFER_ERROR));
    }
    end(answer);
  }

  /** Ends the request on behalf of the host. */
  void cancel(Status status, Cause recorded) {
    endedEvent = recorded;
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

  /** Releases its buffers and its timer without notification at the end of the run. */
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
