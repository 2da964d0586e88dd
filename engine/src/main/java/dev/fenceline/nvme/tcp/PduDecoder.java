package dev.fenceline.nvme.tcp;

import dev.fenceline.nvme.tcp.PduType.Receiver;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link PduParser} in a channel's pipeline. Passes each {@link Pdu} to the next handler, which
 * releases it. Passes at most one {@link FatalError}, as the last message; its receiver sends a
 * TermReq and closes the channel.
 */
public final class PduDecoder extends ByteToMessageDecoder {
  private final PduParser parser;

  /**
   * @param receiver the side that this pipeline is on
   * @param maxPduBytes longest PDU that is accepted, in bytes, at least 152
   */
  public PduDecoder(Receiver receiver, int maxPduBytes) {
    parser = new PduParser(receiver, maxPduBytes);
  }

  /**
   * Sets the granted digests, as {@link PduParser#use} does. Call it while the ICReq is handled.
   */
  public void use(Digests granted) {
    parser.use(granted);
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    try {
      @Nullable Pdu pdu = parser.parse(in);
      if (pdu != null) {
        out.add(pdu);
      }
    } catch (FatalErrorException fatal) {
      out.add(fatal.error());
    }
  }
}
