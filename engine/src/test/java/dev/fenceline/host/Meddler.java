package dev.fenceline.host;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.tcp.Pdu;
import dev.fenceline.nvme.tcp.PduDecoder;
import dev.fenceline.nvme.tcp.PduEncoder;
import dev.fenceline.nvme.tcp.PduType;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a path and the target, and changes what the target answers, or answers in its
 * place. Without digests.
 */
final class Meddler {
  private static final int PDU_MAX = 1 << 20;

  /** What is changed. */
  interface Answers {
    /** The completion that a host is told; the one that came, or another. */
    default Completion completion(int port, Command of, Completion came) {
      return came;
    }

    /**
     * Answers a command that the target then never sees; null to pass it on.
     *
     * @return a completion whose identifier is that of the command
     */
    default @Nullable Completion instead(int port, Command of) {
      return null;
    }

    /** May write into the data that a host reads. */
    default void data(int port, Command of, ByteBuf data) {}
  }

  private final LabLoop loop;
  private final int port;
  private final Answers answers;

  Meddler(LabLoop loop, int port, Answers answers) {
    this.loop = loop;
    this.port = port;
    this.answers = answers;
  }

  /** A completion with another status. */
  static Completion with(Completion came, Status status, int crd) {
    return new Completion(
        came.dw0(), came.dw1(), came.sqhd(), came.sqid(), came.cid(), status, crd, false);
  }

  /** The completion of a command that no target has seen. */
  static Completion of(Command command, int dw0, Status status) {
    return new Completion(dw0, 0, 0xFFFF, 0, command.cid(), status);
  }

  /** Where it listens, in front of a target. */
  SocketAddress inFrontOf(SocketAddress target) {
    SocketAddress address = loop.address("meddler " + port);
    loop.server()
        .childHandler(loop.initializer(channel -> new Pair(channel, target)))
        .bind(address);
    return address;
  }

  /** Two connections: that of the host and that to the target. */
  private final class Pair {
    private final Map<Integer, Command> commands = new HashMap<>();
    private final Queue<Pdu> early = new ArrayDeque<>();
    private @Nullable Channel toTarget;

    Pair(Channel toHost, SocketAddress target) {
      toHost
          .pipeline()
          .addLast(
              new PduDecoder(PduType.Receiver.CONTROLLER, PDU_MAX),
              new PduEncoder(),
              new Taker(pdu -> fromHost(toHost, pdu), () -> close(toTarget)));
      loop.client()
          .handler(
              loop.initializer(channel ->
                  channel
                      .pipeline()
                      .addLast(
                          new PduDecoder(PduType.Receiver.HOST, PDU_MAX),
                          new PduEncoder(),
                          new Taker(pdu -> fromTarget(toHost, pdu), () -> close(toHost)))))
          .connect(target)
          .addListener(done -> connected(((io.netty.channel.ChannelFuture) done).channel()));
    }

    private void connected(Channel channel) {
      toTarget = channel;
      early.forEach(channel::write);
      early.clear();
      channel.flush();
    }

    private void fromHost(Channel toHost, Pdu pdu) {
      if (pdu instanceof Pdu.CapsuleCmd capsule) {
        Completion instead = answers.instead(port, capsule.command());
        if (instead != null) {
          ReferenceCountUtil.release(capsule.data());
          toHost.writeAndFlush(new Pdu.CapsuleResp(instead));
          return;
        }
        commands.put(capsule.command().cid(), capsule.command());
      }
      if (toTarget == null) {
        early.add(pdu);
      } else {
        toTarget.writeAndFlush(pdu);
      }
    }

    private void fromTarget(Channel toHost, Pdu pdu) {
      switch (pdu) {
        case Pdu.CapsuleResp it -> complete(toHost, it.completion());
        case Pdu.C2hData it -> {
          Command command = commands.get(it.cccid());
          ByteBuf data = it.data();
          if (command == null) {
            throw new AssertionError("data for no command");
          }
          answers.data(port, command, data);
          // the completion always follows, so that it can be changed
          toHost.writeAndFlush(new Pdu.C2hData(it.cccid(), it.offset(), it.last(), false, data));
          if (it.success()) {
            Completion plain = new Completion(0, 0, 0xFFFF, 0, it.cccid(), Status.SUCCESS);
            complete(toHost, plain);
          }
        }
        default -> toHost.writeAndFlush(pdu);
      }
    }

    private void complete(Channel toHost, Completion came) {
      Command command = commands.get(came.cid());
      if (command == null) {
        throw new AssertionError("an answer to no command");
      }
      toHost.writeAndFlush(new Pdu.CapsuleResp(answers.completion(port, command, came)));
    }

    private void close(@Nullable Channel channel) {
      if (channel != null) {
        channel.close();
      }
    }
  }

  /** Hands PDUs on in turns of their own: a local channel does not flush while it is read. */
  private final class Taker extends ChannelInboundHandlerAdapter {
    private final java.util.function.Consumer<Pdu> next;
    private final Runnable closed;

    Taker(java.util.function.Consumer<Pdu> next, Runnable closed) {
      this.next = next;
      this.closed = closed;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      Pdu pdu = (Pdu) message;
      loop.execute(() -> next.accept(pdu));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      loop.execute(closed);
    }
  }
}
