package dev.fenceline.nvme.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.tcp.PduType.Receiver;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PduDecoderTest {
  private static final int PDU_MAX = 16384;
  private static final Pdu IC_REQ = new Pdu.IcReq(0, Digests.BOTH, 0);

  /** Grants what the host asks for, as a target does while it handles the ICReq. */
  private static final class Granter extends ChannelInboundHandlerAdapter {
    private final PduDecoder decoder;

    Granter(PduDecoder decoder) {
      this.decoder = decoder;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof Pdu.IcReq request) {
        decoder.use(request.digests());
      }
      context.fireChannelRead(message);
    }
  }

  private static EmbeddedChannel controller() {
    PduDecoder decoder = new PduDecoder(Receiver.CONTROLLER, PDU_MAX);
    return new EmbeddedChannel(decoder, new Granter(decoder));
  }

  private static ByteBuf wire(Pdu... afterInitialization) {
    PduWriter writer = new PduWriter();
    ByteBuf wire = Unpooled.buffer();
    writer.write(IC_REQ, wire);
    writer.use(Digests.BOTH, 0);
    for (Pdu pdu : afterInitialization) {
      writer.write(pdu, wire);
    }
    return wire;
  }

  @Test
  void digestsApplyFromTheNextPduEvenInTheSameRead() {
    EmbeddedChannel channel = controller();
    Pdu command = new Pdu.CapsuleCmd(Command.keepAlive());
    ByteBuf wire = wire(command);
    channel.writeInbound(wire);
    assertThat(channel.<Object>readInbound()).isEqualTo(IC_REQ);
    assertThat(channel.<Object>readInbound()).isEqualTo(command);
    assertThat(channel.finish()).isFalse();
    assertThat(wire.refCnt()).isZero();
  }

  @Test
  void dataKeepsItsBytesWhileMoreArrivesAndIsReleasedWithThePdu() {
    EmbeddedChannel channel = controller();
    ByteBuf data = Unpooled.copiedBuffer(new byte[] {1, 2, 3, 4});
    ByteBuf wire = wire(new Pdu.H2cData(1, 2, 0, true, data), new Pdu.CapsuleCmd(Command.flush(1)));
    ByteBuf front = wire.readRetainedSlice(wire.readableBytes() - 10);
    channel.writeInbound(front);
    channel.readInbound();
    Pdu.H2cData first = Objects.requireNonNull(channel.readInbound());
    channel.writeInbound(wire);
    assertThat(channel.<Object>readInbound()).isEqualTo(new Pdu.CapsuleCmd(Command.flush(1)));
    assertThat(first.data()).isEqualTo(data);
    first.release();
    assertThat(first.refCnt()).isZero();
    assertThat(channel.finish()).isFalse();
    assertThat(wire.refCnt()).isZero();
    data.release();
  }

  @Test
  void afterAFatalErrorEverythingIsDiscarded() {
    EmbeddedChannel channel = controller();
    ByteBuf wire = wire();
    new PduWriter().write(IC_REQ, wire);
    channel.writeInbound(wire);
    channel.readInbound();
    FatalError error = Objects.requireNonNull(channel.readInbound());
    assertThat(error.status()).isEqualTo(FatalError.Status.SEQUENCE_ERROR);
    ByteBuf late = wire(new Pdu.CapsuleCmd(Command.keepAlive()));
    channel.writeInbound(late);
    assertThat(channel.<Object>readInbound()).isNull();
    assertThat(late.refCnt()).isZero();
    assertThat(channel.finish()).isFalse();
  }
}
