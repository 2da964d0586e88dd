package dev.fenceline.nvme.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;

/** A {@link PduWriter} in a channel's pipeline. Releases each {@link Pdu} that it has written. */
public final class PduEncoder extends MessageToByteEncoder<Pdu> {
  private final PduWriter writer = new PduWriter();

  public PduEncoder() {
    super(Pdu.class);
  }

  /**
   * Sets the negotiated values, as {@link PduWriter#use} does. Call it after the ICResp was written
   * or received.
   */
  public void use(Digests granted, int dataAlignment) {
    writer.use(granted, dataAlignment);
  }

  @Override
  protected ByteBuf allocateBuffer(ChannelHandlerContext context, Pdu pdu, boolean preferDirect) {
    int length = writer.length(pdu);
    return preferDirect ? context.alloc().ioBuffer(length) : context.alloc().heapBuffer(length);
  }

  @Override
  protected void encode(ChannelHandlerContext context, Pdu pdu, ByteBuf out) {
    writer.write(pdu, out);
  }
}
