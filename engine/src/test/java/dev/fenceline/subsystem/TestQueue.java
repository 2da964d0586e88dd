package dev.fenceline.subsystem;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.tcp.Digests;
import dev.fenceline.nvme.tcp.Pdu;
import dev.fenceline.nvme.tcp.PduDecoder;
import dev.fenceline.nvme.tcp.PduEncoder;
import dev.fenceline.nvme.tcp.PduType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One connection of a host without manners: it sends what a test says and keeps what comes. */
public final class TestQueue {
  static final long PATIENCE_NANOS = 1_000_000_000L;

  /** A disk and a busy machine take what they take. */
  private static final long REAL_PATIENCE_NANOS = 60 * PATIENCE_NANOS;

  private static final int PDU_MAX = 1 << 20;

  final List<Pdu.R2t> r2ts = new ArrayList<>();
  final List<Pdu.C2hTermReq> terms = new ArrayList<>();
  final Map<Integer, Completion> completions = new HashMap<>();
  final Map<Integer, byte[]> read = new HashMap<>();
  final List<Integer> withoutResponse = new ArrayList<>();
  final Channel channel;
  private final LabLoop loop;
  private final PduEncoder encoder = new PduEncoder();
  private final Map<Integer, byte[]> toSend = new HashMap<>();
  private Pdu.@Nullable IcResp icResp;
  private int nextCid = 1;

  /** Larger writes go out in pieces of this size; 0: R2Ts are left to the test. */
  int pieceBytes = 4096;

  TestQueue(LabLoop loop, SocketAddress target) {
    this.loop = loop;
    channel =
        loop.client()
            .handler(
                new io.netty.channel.ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel made) {
                    made.pipeline()
                        .addLast(
                            new PduDecoder(PduType.Receiver.HOST, PDU_MAX), encoder, handler());
                  }
                })
            .connect(target)
            .channel();
    await(() -> channel.isActive());
  }

  private ChannelInboundHandlerAdapter handler() {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext context, Object message) {
        Pdu pdu = (Pdu) message;
        took(pdu);
        pdu.release();
      }
    };
  }

  private void took(Pdu pdu) {
    switch (pdu) {
      case Pdu.IcResp response -> icResp = response;
      case Pdu.C2hTermReq term -> terms.add(term);
      case Pdu.CapsuleResp response ->
          completions.put(response.completion().cid(), response.completion());
      case Pdu.C2hData data -> {
        read.put(data.cccid(), ByteBufUtil.getBytes(Objects.requireNonNull(data.data())));
        if (data.success()) {
          withoutResponse.add(data.cccid());
          completions.put(
              data.cccid(), new Completion(0, 0, 0xFFFF, 0, data.cccid(), Status.SUCCESS));
        }
      }
      case Pdu.R2t r2t -> {
        r2ts.add(r2t);
        if (pieceBytes > 0) {
          // in a turn of its own: a local channel does not flush what is written while it writes
          loop.execute(() -> sendData(r2t));
        }
      }
      default -> throw new AssertionError("a controller sends no " + pdu.type());
    }
  }

  private void sendData(Pdu.R2t r2t) {
    byte[] data = Objects.requireNonNull(toSend.get(r2t.cccid()));
    int end = (int) (r2t.offset() + r2t.length());
    for (int at = (int) r2t.offset(); at < end; at += pieceBytes) {
      int length = Math.min(pieceBytes, end - at);
      ByteBuf piece = Unpooled.copiedBuffer(data, at, length);
      send(new Pdu.H2cData(r2t.cccid(), r2t.ttag(), at, at + length == end, piece));
    }
  }

  /** Runs the loop until it is so, or patience is over. */
  boolean await(java.util.function.BooleanSupplier done) {
    long patienceNanos = loop.isVirtual() ? PATIENCE_NANOS : REAL_PATIENCE_NANOS;
    loop.runUntil(loop.nanos() + patienceNanos, done);
    return done.getAsBoolean();
  }

  void send(Pdu pdu) {
    channel.writeAndFlush(pdu);
  }

  void sendRaw(ByteBuf bytes) {
    channel.writeAndFlush(bytes);
  }

  Pdu.IcResp initialize(Digests digests) {
    send(new Pdu.IcReq(0, digests, 0));
    await(() -> icResp != null);
    encoder.use(digests, 0);
    return Objects.requireNonNull(icResp, "no ICResp");
  }

  /** Sends a command with a fresh CID, which it returns. */
  int submit(Command command) {
    int cid = nextCid++;
    send(new Pdu.CapsuleCmd(command.withCid(cid)));
    return cid;
  }

  /** Sends a command with data in its capsule. */
  int submit(Command command, ByteBuf data) {
    int cid = nextCid++;
    send(new Pdu.CapsuleCmd(command.withCid(cid), data));
    return cid;
  }

  /** Sends a command whose data will be fetched. */
  int submitLarge(Command command, byte[] data) {
    int cid = nextCid++;
    toSend.put(cid, data);
    send(new Pdu.CapsuleCmd(command.withCid(cid)));
    return cid;
  }

  public Completion completion(int cid) {
    await(() -> completions.containsKey(cid));
    return Objects.requireNonNull(completions.get(cid), "no answer for CID " + cid);
  }

  public Completion call(Command command) {
    return completion(submit(command));
  }

  /** Calls a command that must succeed with data. */
  ByteBuf fetch(Command command) {
    int cid = submit(command);
    Completion completion = completion(cid);
    if (!completion.status().isSuccess()) {
      throw new AssertionError(command + ": " + completion.status());
    }
    return Unpooled.wrappedBuffer(Objects.requireNonNull(read.get(cid), "no data"));
  }

  boolean isOpen() {
    return channel.isActive();
  }

  void close() {
    channel.close();
  }
}
