package dev.fenceline.subsystem;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.event.Cause;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Lane;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.ConnectRequest;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.StatusCode;
import dev.fenceline.nvme.tcp.FatalError;
import dev.fenceline.nvme.tcp.FatalErrorException;
import dev.fenceline.nvme.tcp.Pdu;
import dev.fenceline.nvme.tcp.PduDecoder;
import dev.fenceline.nvme.tcp.PduEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection of a host: its initialization and then one queue. Receives PDUs, keeps the
 * outstanding commands, fetches their data and sends completions. A fatal error ends the connection
 * with a C2HTermReq, and its controller too, as in nvmet.
 */
final class TargetConnection extends ChannelInboundHandlerAdapter
    implements CommandConnection, ControllerQueue, ReceivedCommand.Answers {
  /** Time after which a connection that is not a working queue is closed. */
  private static final long SET_UP_NANOS = TimeUnit.SECONDS.toNanos(120);

  private final SubsystemContext environment;
  private final CommandRouter router;
  private final int port;
  private final PduDecoder decoder;
  private final PduEncoder encoder;
  private final Channel channel;
  private final InboundTransfers transfers;
  private final SubmissionQueue submissions = new SubmissionQueue();
  private @Nullable Future<?> deadline;
  private @Nullable TargetController controller;
  private int qid;
  private @Nullable ReceivedCommand disconnecting;
  private boolean silent;
  private boolean closed;

  /**
   * Creates a connection, which passes the negotiated digests and alignment to the codec in the
   * channel's pipeline.
   */
  TargetConnection(
      SubsystemContext environment,
      CommandRouter router,
      int port,
      Channel channel,
      PduDecoder decoder,
      PduEncoder encoder) {
    this.environment = environment;
    this.router = router;
    this.port = port;
    this.channel = channel;
    this.decoder = decoder;
    this.encoder = encoder;
    this.transfers = new InboundTransfers(environment.settings().maxH2cDataBytes());
    awaitSetUp();
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public @Nullable TargetController controller() {
    return controller;
  }

  @Override
  public void awaitSetUp() {
    setUp();
    deadline =
        environment
            .loop()
            .schedule(SET_UP_NANOS, () -> close("not set up within 120 s", Cause.NONE));
  }

  @Override
  public void setUp() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }

  @Override
  public void connect(TargetController toController, ConnectRequest request, Cause cause) {
    controller = toController;
    qid = request.qid();
    int entries = submissions.connect(request);
    toController.queueConnected(qid, this);
    record(cause, new ConnectionEvent.QueueConnected(qid, toController.cntlid(), entries));
    if (qid != 0) {
      setUp();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    switch (message) {
      case Pdu pdu -> {
        try {
          if (!closed) {
            accept(pdu);
          }
        } finally {
          pdu.release();
        }
      }
      case FatalError error -> fail(error);
      default -> throw new IllegalStateException("not a PDU: " + message);
    }
  }

  private void accept(Pdu pdu) {
    switch (pdu) {
      case Pdu.IcReq request -> initialize(request);
      case Pdu.CapsuleCmd capsule -> receive(capsule);
      case Pdu.H2cData piece -> {
        try {
          transfers.accept(piece);
        } catch (FatalErrorException fatal) {
          fail(fatal.error());
        }
      }
      case Pdu.H2cTermReq term -> terminated(term);
      case Pdu.IcResp _, Pdu.C2hTermReq _, Pdu.CapsuleResp _, Pdu.C2hData _, Pdu.R2t _ ->
          throw new IllegalStateException("the decoder lets no such PDU pass: " + pdu.type());
    }
  }

  private void initialize(Pdu.IcReq request) {
    decoder.use(request.digests());
    send(new Pdu.IcResp(0, request.digests(), environment.settings().maxH2cDataBytes()));
    encoder.use(request.digests(), request.hpda());
  }

  private void receive(Pdu.CapsuleCmd capsule) {
    if (submissions.isFull()) {
      fail(FatalError.of(FatalError.Status.SEQUENCE_ERROR, "more commands than queue entries"));
      return;
    }
    int bytesMax =
        qid == 0 ? InCapsuleData.ADMIN_BYTES_MAX : environment.settings().inCapsuleBytes();
    @Nullable FatalError error = InCapsuleData.error(capsule.command().sgl(), bytesMax);
    if (error != null) {
      fail(error);
      return;
    }
    submissions.advance();
    ReceivedCommand command = received(capsule.command());
    if (!submissions.add(command)) {
      command.refuse(StatusCode.COMMAND_ID_CONFLICT);
      return;
    }
    if (disconnecting != null) {
      command.refuse(StatusCode.COMMAND_SEQUENCE_ERROR);
      return;
    }
    if (capsule.command().sgl().isInCapsule()) {
      if (capsule.command().sgl().length() != capsule.dataLength()) {
        command.refuse(StatusCode.SGL_LENGTH_INVALID);
        return;
      }
      @Nullable ByteBuf data = capsule.data();
      if (data != null) {
        command.take(Unpooled.copiedBuffer(data), capsule.damage() != null);
      }
    }
    router.route(this, command);
  }

  private ReceivedCommand received(Command command) {
    boolean connect = command.isFabrics() && command.fctype() == Opcode.Fabrics.CONNECT.code();
    int queue = connect && controller == null ? ConnectRequest.of(command).qid() : qid;
    ReceivedCommand received = new ReceivedCommand(this, command, queue);
    received.recorded(
        record(
            Cause.NONE,
            new CommandEvent.Received(
                queue, command.cid(), command.opcode(), received.lba(), received.blocks())));
    return received;
  }

  @Override
  public void fetch(ReceivedCommand command, int length, Consumer<ReceivedCommand> then) {
    send(transfers.begin(command, length, then));
  }

  @Override
  public void answer(ReceivedCommand command, Status status, long result, Cause cause) {
    if (!end(command)) {
      return;
    }
    recordAnswer(command, status, result, cause);
    complete(command, status, result);
    disconnectIfAlone();
  }

  @Override
  public void answerData(ReceivedCommand command, ByteBuf data, Cause cause) {
    if (!end(command)) {
      data.release();
      return;
    }
    recordAnswer(command, Status.SUCCESS, 0, cause);
    boolean success = !submissions.hasFlowControl();
    send(new Pdu.C2hData(command.cid(), 0, true, success, data));
    if (!success) {
      complete(command, Status.SUCCESS, 0);
    }
    disconnectIfAlone();
  }

  /** Removes a command from the outstanding ones; returns whether its completion is to be sent. */
  private boolean end(ReceivedCommand command) {
    command.release();
    boolean first = command.end();
    submissions.remove(command);
    return first && !closed && !silent;
  }

  private void recordAnswer(ReceivedCommand command, Status status, long result, Cause cause) {
    int code = status.field();
    record(
        cause,
        new CommandEvent.Answered(
            command.qid(), command.cid(), code, Integer.toUnsignedLong((int) result)));
  }

  private void complete(ReceivedCommand command, Status status, long result) {
    int dw1 = (int) (result >>> Integer.SIZE);
    send(
        new Pdu.CapsuleResp(
            new Completion(
                (int) result, dw1, submissions.sqhd(), command.qid(), command.cid(), status)));
  }

  @Override
  public void endTransfers(String reason, Cause cause) {
    List<ReceivedCommand> waiting = transfers.end();
    dropped(waiting, reason, cause);
    waiting.forEach(
        command -> answer(command, Status.of(StatusCode.COMMAND_INTERRUPTED), 0, cause));
  }

  @Override
  public void disconnect(ReceivedCommand command) {
    if (qid != 0) {
      endTransfers("queue is disconnected", command.arrival());
    }
    disconnecting = command;
    disconnectIfAlone();
  }

  /**
   * Completes a Disconnect when it is the only outstanding command of an I/O queue, and at once on
   * the admin queue.
   */
  private void disconnectIfAlone() {
    ReceivedCommand last = disconnecting;
    if (last != null && (qid == 0 || submissions.size() == 1)) {
      disconnecting = null;
      answer(last, Status.SUCCESS, 0, last.arrival());
      close("disconnected by its host", last.arrival());
    }
  }

  @Override
  public void interrupt(Cause cause) {
    dropped(transfers.end(), "controller quiesces", cause);
    for (ReceivedCommand command : submissions.outstanding()) {
      if (command.opcode() != Opcode.Admin.ASYNC_EVENT.code()) {
        answer(command, Status.of(StatusCode.COMMAND_INTERRUPTED), 0, cause);
      }
    }
  }

  private void fail(FatalError error) {
    if (closed || silent) {
      return;
    }
    Cause found =
        record(
            Cause.NONE,
            new ConnectionEvent.TransportError(
                qid, true, error.status().code(), error.information(), error.problem()));
    send(error.toC2hTermReq());
    silent = true;
    lose("fatal transport error", found);
  }

  private void terminated(Pdu.H2cTermReq term) {
    String text = FatalError.Status.of(term.fes()).map(FatalError.Status::label).orElse("Unknown");
    silent = true;
    lose(
        "terminated by the host",
        record(
            Cause.NONE,
            new ConnectionEvent.TransportError(qid, false, term.fes(), term.fei(), text)));
  }

  /** Ends the controller too, because a fatal error of a queue is fatal for its controller. */
  private void lose(String reason, Cause cause) {
    if (controller != null) {
      controller.notice(reason, cause);
    }
    close(reason, cause);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    close("closed by the host", Cause.NONE);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    close("connection failed: " + cause.getMessage(), Cause.NONE);
    environment.loop().channelFailed(cause);
  }

  @Override
  public void close(String reason, Cause cause) {
    if (closed) {
      return;
    }
    closed = true;
    setUp();
    if (controller == null) {
      dropped(transfers.drop(), reason, cause);
      channel.close();
      return;
    }
    Cause recorded = record(cause, new ConnectionEvent.QueueClosed(qid, reason));
    dropped(transfers.drop(), reason, recorded);
    submissions.clear();
    channel.close();
    controller.queueClosed(qid, recorded);
  }

  @Override
  public void abandon() {
    closed = true;
    setUp();
    transfers.drop();
    channel.close();
  }

  private void dropped(List<ReceivedCommand> commands, String reason, Cause cause) {
    for (ReceivedCommand command : commands) {
      record(cause, command.revoked(reason));
      if (controller != null) {
        controller.dropped();
      }
    }
  }

  /**
   * Records an event on the lane of the controller, or of the subsystem before there is a
   * controller.
   */
  private Cause record(Cause cause, Detail detail) {
    Lane lane = controller == null ? Lane.SUBSYSTEM : controller.lane();
    return environment.recorder().record(lane, cause, detail);
  }

  private void send(Pdu pdu) {
    LabLoop loop = environment.loop();
    loop.whenDone(
        channel.writeAndFlush(pdu),
        written -> {
          if (!written.isSuccess()) {
            loop.channelFailed(written.cause());
          }
        });
  }
}
