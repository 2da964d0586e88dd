package dev.fenceline.host.queue;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.event.Cause;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Recorder;
import dev.fenceline.host.queue.Request.Answer;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.Sgl;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.StatusCode;
import dev.fenceline.nvme.tcp.Digests;
import dev.fenceline.nvme.tcp.FatalError;
import dev.fenceline.nvme.tcp.Pdu;
import io.netty.buffer.ByteBuf;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One submission and completion queue of a controller, with its own connection (NVMe/TCP transport
 * specification, section 3.1), the commands in flight on it, and their data.
 *
 * <p>A queue pair never decides what a failure means. It notifies its {@link Owner} and leaves all
 * commands in flight. Only {@link #cancelAll} ends unanswered commands, because from then on a copy
 * may be sent over another path.
 */
public final class QueuePair implements QueueConnection.Listener {
  /**
   * A failure of a queue.
   *
   * @param trigger its description, for the record
   * @param connectionLost whether the controller, or the network, has ended the connection
   * @param cause the event that reports it
   */
  public record Failure(int qid, String trigger, boolean connectionLost, Cause cause) {}

  /** The owner of a queue. */
  public interface Owner {
    /** Called when the queue has failed. The queue keeps its state and commands. */
    void failed(Failure failure);

    /**
     * Reports whether a request that was not answered in time ends by itself, because nothing else
     * will end it: the controller is neither LIVE nor held.
     */
    boolean endsLateRequests();

    /** Called when fewer commands are in flight than before. */
    void shrunk();

    /**
     * Called when a command was answered, which shows that the controller is alive. Not called for
     * the Asynchronous Event Request, which may be outstanding for hours.
     *
     * @param submittedNanos the time of its submission
     */
    void answered(long submittedNanos);
  }

  private static final int ADMIN_QID = 0;

  private final LabLoop loop;
  private final Recorder recorder;
  private final Lane lane;
  private final int qid;
  private final CommandIds ids;
  private final int inCapsuleBytes;
  private final Owner owner;
  private final QueueConnection connection;

  /** Commands in flight by tag, in order of submission. */
  private final Map<Integer, Request> inFlight = new LinkedHashMap<>();

  private boolean sending = true;
  private boolean closed;

  /**
   * Creates a queue that is not connected yet.
   *
   * @param inCapsuleBytes the most data that a write may carry in its capsule; the data of Connect
   *     is always in the capsule
   */
  QueuePair(
      LabLoop loop,
      Recorder recorder,
      Lane lane,
      int qid,
      CommandIds ids,
      int inCapsuleBytes,
      Owner owner) {
    this.loop = loop;
    this.recorder = recorder;
    this.lane = lane;
    this.qid = qid;
    this.ids = ids;
    this.inCapsuleBytes = inCapsuleBytes;
    this.owner = owner;
    this.connection = new QueueConnection(loop, this);
    ids.giveBackAll();
  }

  /** Connects and initializes the connection: ICReq, ICResp. */
  public CompletableFuture<Void> open(SocketAddress address, Digests digests) {
    return connection.open(address, digests);
  }

  public int qid() {
    return qid;
  }

  public int inFlight() {
    return inFlight.size();
  }

  /** Reports whether the queue takes another command. */
  public boolean hasRoom() {
    return sending && !closed && ids.hasRoom();
  }

  /**
   * Submits a command.
   *
   * @throws IllegalStateException if the queue is full, stopped or closed: ask {@link #hasRoom}
   */
  public void submit(Request request, Cause cause) {
    submit(request, ids.take(), cause);
  }

  /** Submits a Connect or a Keep Alive, for which there is always room on an admin queue. */
  public void submitReserved(Request request, Cause cause) {
    submit(request, ids.takeReserved(), cause);
  }

  /** Submits the one Asynchronous Event Request. */
  public void submitAsyncEventRequest(Request request, Cause cause) {
    submit(request, CommandIds.ASYNC_EVENT_CID, cause);
  }

  private void submit(Request request, int cid, Cause cause) {
    if (cid == CommandIds.NONE || !sending || closed) {
      throw new IllegalStateException("queue %d takes no command now".formatted(qid));
    }
    Command command = request.command().withCid(cid);
    boolean fits = command.isFabrics() || request.payloadBytes() <= inCapsuleBytes;
    boolean inCapsule = request.payload() != null && fits;
    if (inCapsule) {
      command = command.withSgl(Sgl.inCapsule(request.payloadBytes()));
    }
    enlist(request, command, cause);
    ByteBuf payload = request.payload();
    ByteBuf data = inCapsule && payload != null ? payload.retainedSlice() : null;
    boolean everything = data != null || payload == null;
    connection.send(new Pdu.CapsuleCmd(command, data), everything ? () -> sent(request) : () -> {});
  }

  /**
   * Registers a request before its first byte is sent. From then on it is in flight and its timeout
   * runs.
   */
  private void enlist(Request request, Command command, Cause cause) {
    request.identify(command.cid());
    inFlight.put(CommandIds.tagOf(command.cid()), request);
    Request.Purpose purpose = request.purpose();
    CommandEvent.Submitted submitted =
        new CommandEvent.Submitted(
            qid,
            command.cid(),
            command.opcode(),
            purpose.lba(),
            purpose.blocks(),
            purpose.operation(),
            purpose.copy());
    request.submitted(recorder.record(lane, cause, submitted), loop.nanos());
    if (request.timeoutMillis() > 0) {
      long timeoutNanos = TimeUnit.MILLISECONDS.toNanos(request.timeoutMillis());
      request.watch(loop.schedule(timeoutNanos, () -> timedOut(request)));
    }
  }

  private void sent(Request request) {
    recorder.record(lane, request.submittedEvent(), new CommandEvent.Sent(qid, request.cid()));
  }

  private void timedOut(Request request) {
    CommandEvent.TimedOut event =
        new CommandEvent.TimedOut(
            qid, request.cid(), request.command().opcode(), request.timeoutMillis());
    Cause recorded = recorder.record(lane, request.submittedEvent(), event);
    Cause cause = request.timedOut(recorded);
    String trigger = request.command().label(qid) + " timeout";
    if (owner.endsLateRequests()) {
      close(trigger);
      inFlight.remove(CommandIds.tagOf(request.cid()));
      cancel(request, Status.of(StatusCode.HOST_ABORTED_COMMAND));
      owner.shrunk();
    } else {
      owner.failed(new Failure(qid, trigger, false, cause));
    }
  }

  /** Stops sending, including data that the controller requests. */
  void stopSending() {
    sending = false;
  }

  /** Closes the connection with a reset, so that unsent data is not sent later. */
  void close(String reason) {
    sending = false;
    if (!closed) {
      closed = true;
      recorder.record(lane, Cause.NONE, new ConnectionEvent.QueueClosed(qid, reason));
    }
    connection.close(reason);
  }

  /** Ends all commands in flight, in order of submission. The connection must be closed first. */
  void cancelAll(Status status) {
    if (!closed) {
      throw new IllegalStateException("queue %d is still connected".formatted(qid));
    }
    List<Request> requests = new ArrayList<>(inFlight.values());
    inFlight.clear();
    requests.forEach(request -> cancel(request, status));
  }

  private void cancel(Request request, Status status) {
    CommandEvent.Cancelled event =
        new CommandEvent.Cancelled(
            qid, request.cid(), request.command().opcode(), Answer.field(status));
    request.cancel(status, recorder.record(lane, request.submittedEvent(), event));
  }

  /** Closes the connection and releases all buffers without notification. */
  void discard() {
    sending = false;
    closed = true;
    connection.close("the run is over");
    inFlight.values().forEach(Request::discard);
    inFlight.clear();
  }

  @Override
  public void received(Pdu pdu) {
    switch (pdu) {
      case Pdu.CapsuleResp response -> complete(response.completion());
      case Pdu.C2hData data -> receive(data);
      case Pdu.R2t r2t -> answer(r2t);
      case Pdu.C2hTermReq term -> terminated(term);
      case Pdu.IcReq _, Pdu.IcResp _, Pdu.H2cTermReq _, Pdu.CapsuleCmd _, Pdu.H2cData _ ->
          broken("unsupported pdu type (%d)".formatted(pdu.type().code()));
    }
  }

  private void complete(Completion completion) {
    Request request = find(completion.cid(), "cqe");
    if (request == null) {
      return;
    }
    inFlight.remove(CommandIds.tagOf(completion.cid()));
    ids.giveBack(completion.cid());
    int status = Answer.of(completion, null).field();
    CommandEvent event =
        request.isAbandoned()
            ? new CommandEvent.AnsweredLate(qid, completion.cid(), status)
            : new CommandEvent.Completed(
                qid, completion.cid(), status, Integer.toUnsignedLong(completion.dw0()));
    Cause recorded = recorder.record(lane, request.submittedEvent(), event);
    if (completion.cid() != CommandIds.ASYNC_EVENT_CID || qid != ADMIN_QID) {
      owner.answered(request.submittedNanos());
    }
    request.complete(completion, recorded);
    owner.shrunk();
  }

  private void receive(Pdu.C2hData data) {
    Request request = find(data.cccid(), "c2hdata");
    if (request == null) {
      return;
    }
    if (!request.receive(data.offset(), data.data(), data.damage() == null)) {
      broken("queue %d no space in request %#x".formatted(qid, data.cccid()));
    } else if (data.success()) {
      complete(new Completion(0, 0, 0, qid, data.cccid(), Status.SUCCESS));
    }
  }

  /** Sends the data that the controller requests, unless sending has stopped. */
  private void answer(Pdu.R2t r2t) {
    Request request = find(r2t.cccid(), "r2t");
    if (request == null || !sending) {
      return;
    }
    ByteBuf payload = request.payload();
    int total = request.payloadBytes();
    if (payload == null || r2t.length() == 0 || request.sentBytes() + r2t.length() > total) {
      broken(
          "req %d r2t len %d exceeded data len %d (%d sent)"
              .formatted(r2t.cccid(), r2t.length(), total, request.sentBytes()));
      return;
    }
    if (r2t.offset() != request.sentBytes()) {
      broken(
          "req %d unexpected r2t offset %d (expected %d)"
              .formatted(r2t.cccid(), r2t.offset(), request.sentBytes()));
      return;
    }
    request.sent((int) r2t.length());
    connection.sendData(
        r2t, payload, request.sentBytes() == total ? () -> sent(request) : () -> {});
  }

  private @Nullable Request find(int cid, String what) {
    Request request = inFlight.get(CommandIds.tagOf(cid));
    if (request == null || request.cid() != cid) {
      broken(String.format(Locale.ROOT, "got bad %s.command_id %#x on queue %d", what, cid, qid));
      return null;
    }
    return request;
  }

  private void terminated(Pdu.C2hTermReq term) {
    String text = FatalError.Status.of(term.fes()).map(FatalError.Status::label).orElse("Unknown");
    failed(
        new ConnectionEvent.TransportError(qid, false, term.fes(), term.fei(), text),
        "Received C2HTermReq (FES = " + text + ")");
  }

  /**
   * Handles invalid bytes. Like Linux, sends nothing to the controller and closes the connection
   * during recovery.
   */
  @Override
  public void malformed(FatalError error) {
    failed(
        new ConnectionEvent.TransportError(
            qid, false, error.status().code(), error.information(), error.problem()),
        error.problem());
  }

  private void broken(String problem) {
    malformed(FatalError.of(FatalError.Status.SEQUENCE_ERROR, problem));
  }

  private void failed(ConnectionEvent.TransportError event, String trigger) {
    owner.failed(new Failure(qid, trigger, false, recorder.record(lane, Cause.NONE, event)));
  }

  @Override
  public void lost(String reason) {
    if (!closed) {
      closed = true;
      Cause cause = recorder.record(lane, Cause.NONE, new ConnectionEvent.QueueClosed(qid, reason));
      String queue = qid == ADMIN_QID ? "admin queue" : "queue " + qid;
      owner.failed(new Failure(qid, "connection of " + queue + " lost", true, cause));
    }
  }
}
