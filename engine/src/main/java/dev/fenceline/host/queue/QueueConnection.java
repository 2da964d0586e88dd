package dev.fenceline.host.queue;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.event.ControllerEvent.ConnectFailed;
import dev.fenceline.nvme.tcp.Digests;
import dev.fenceline.nvme.tcp.FatalError;
import dev.fenceline.nvme.tcp.Pdu;
import dev.fenceline.nvme.tcp.PduDecoder;
import dev.fenceline.nvme.tcp.PduEncoder;
import dev.fenceline.nvme.tcp.PduType.Receiver;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.util.concurrent.Future;
import java.net.SocketAddress;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connection of one queue: it sends and receives PDUs. It handles the initialization and the
 * negotiated limits of a connection, but no commands.
 */
public final class QueueConnection {
  /** A listener for an opened connection. It is not called after {@link #close}. */
  interface Listener {
    /** Called with a received PDU, which is released when this returns. */
    void received(Pdu pdu);

    /** Called when the controller has sent invalid bytes. No further PDU will be received. */
    void malformed(FatalError error);

    /** Called when the controller or the network has ended the connection. */
    void lost(String reason);
  }

  /** The most data that one command of this host moves. */
  public static final int MAX_TRANSFER_BYTES = 4 << 20;

  /** Time for which Linux waits for the ICResp. Here it limits the TCP connect as well. */
  private static final long OPEN_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** Room for the largest transfer and its header. */
  private static final int MAX_PDU_BYTES = MAX_TRANSFER_BYTES + 4096;

  private static final int MIN_H2C_DATA_BYTES = 4096;

  private final LabLoop loop;
  private final Listener listener;
  private final PduEncoder encoder = new PduEncoder();
  private final CompletableFuture<Void> opened = new CompletableFuture<>();
  private @Nullable Channel channel;
  private @Nullable Future<?> deadline;
  private Digests wanted = Digests.NONE;
  private int maxH2cDataBytes = MIN_H2C_DATA_BYTES;
  private boolean closed;
  private String lostBecause = "closed by the controller";

  QueueConnection(LabLoop loop, Listener listener) {
    this.loop = loop;
    this.listener = listener;
  }

  /**
   * Connects, sends ICReq and checks the ICResp as Linux does: the digests must be the requested
   * ones, CPDA must be 0, and MAXH2CDATA must be a multiple of 4 and at least 4096.
   *
   * @return a future that fails if this takes longer than ten seconds, or if the connection is
   *     refused or the response is invalid
   */
  CompletableFuture<Void> open(SocketAddress address, Digests digests) {
    wanted = digests;
    deadline = loop.schedule(OPEN_TIMEOUT_NANOS, () -> close(ConnectFailed.NO_ICRESP));
    loop.whenDone(bootstrap().connect(address), this::connected);
    return opened;
  }

  private Bootstrap bootstrap() {
    Bootstrap bootstrap =
        loop.client()
            .handler(
                loop.initializer(made ->
                    made.pipeline()
                        .addLast(new PduDecoder(Receiver.HOST, MAX_PDU_BYTES), encoder)
                        .addLast(new Inbound())));
    // Closing sends RST and drops unsent data, as the Linux host does. In memory there is no RST.
    return loop.isVirtual() ? bootstrap : bootstrap.option(ChannelOption.SO_LINGER, 0);
  }

  private void connected(ChannelFuture connected) {
    if (closed) {
      connected.channel().close();
    } else if (connected.isSuccess()) {
      channel = connected.channel();
      send(new Pdu.IcReq(0, wanted, 0), () -> {});
    } else {
      close(ConnectFailed.NO_CONNECTION + connected.cause().getMessage());
    }
  }

  private void initialize(Pdu.IcResp response) {
    String problem = problemOf(response);
    if (problem != null) {
      close(problem);
      return;
    }
    encoder.use(response.digests(), response.cpda());
    maxH2cDataBytes = (int) Math.min(response.maxH2cData(), Integer.MAX_VALUE);
    stopDeadline();
    opened.complete(null);
  }

  private @Nullable String problemOf(Pdu.IcResp response) {
    if (!response.digests().equals(wanted)) {
      return "digest mismatch host: %s ctrl: %s".formatted(wanted, response.digests());
    }
    if (response.cpda() != 0) {
      return "unsupported cpda returned " + response.cpda();
    }
    if (response.maxH2cData() < MIN_H2C_DATA_BYTES || response.maxH2cData() % 4 != 0) {
      return "invalid maxh2cdata returned " + response.maxH2cData();
    }
    return null;
  }

  /**
   * Sends a PDU and takes ownership of its data.
   *
   * @param sent called when its last byte was passed to the connection, but not if that fails
   */
  void send(Pdu pdu, Runnable sent) {
    Channel open = channel;
    if (open == null || closed) {
      pdu.release();
      return;
    }
    loop.whenDone(
        open.writeAndFlush(pdu),
        written -> {
          if (written.isSuccess()) {
            sent.run();
          } else {
            loop.channelFailed(written.cause());
          }
        });
  }

  /** Answers an R2T, in as many H2CData PDUs as the controller's limit requires. */
  void sendData(Pdu.R2t r2t, ByteBuf payload, Runnable sent) {
    int end = (int) (r2t.offset() + r2t.length());
    for (int at = (int) r2t.offset(); at < end; at += maxH2cDataBytes) {
      int length = Math.min(maxH2cDataBytes, end - at);
      boolean last = at + length == end;
      ByteBuf part = payload.retainedSlice(payload.readerIndex() + at, length);
      send(new Pdu.H2cData(r2t.cccid(), r2t.ttag(), at, last, part), last ? sent : () -> {});
    }
  }

  /** Closes the connection at once with a reset. An {@link #open} in progress fails. */
  void close(String reason) {
    if (closed) {
      return;
    }
    closed = true;
    stopDeadline();
    if (channel != null) {
      channel.close();
    }
    opened.completeExceptionally(new QueueOpenException(reason));
  }

  private void stopDeadline() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }

  private final class Inbound extends SimpleChannelInboundHandler<Object> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, Object message) {
      if (closed) {
        return;
      }
      switch (message) {
        case Pdu.IcResp response when !opened.isDone() -> initialize(response);
        case Pdu pdu -> listener.received(pdu);
        case FatalError error -> listener.malformed(error);
        default -> throw new IllegalArgumentException(message.getClass().getName());
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      lostBecause = Objects.requireNonNullElse(cause.getMessage(), cause.toString());
      loop.channelFailed(cause);
      context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      if (closed) {
        return;
      }
      closed = true;
      stopDeadline();
      opened.completeExceptionally(new QueueOpenException(lostBecause));
      listener.lost(lostBecause);
    }
  }

  /** Thrown when a connection could not be opened. */
  static final class QueueOpenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    QueueOpenException(String reason) {
      super(reason);
    }
  }
}
