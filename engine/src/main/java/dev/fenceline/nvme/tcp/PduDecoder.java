package dev.fenceline.nvme.tcp;

import dev.fenceline.nvme.tcp.PduType.Receiver;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link PduParser} in a channel's pipeline. Hands on each {@link Pdu}, which the next handler
 * releases, and at most one {@link FatalError}, after which nothing more comes: whoever gets it
 * sends a TermReq and closes.
 */
public final class PduDecoder extends ByteToMessageDecoder {
  private final PduParser parser;

  /**
   * @param receiver the side that this pipeline is on
   * @param maxPduBytes longest PDU that is taken, in bytes, at least 152
   */
  public PduDecoder(Receiver receiver, int maxPduBytes) {
    parser = new PduParser(receiver, maxPduBytes);
  }

  /** See {@link PduParser#use}: to be called while the ICReq is handled. */
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
