package dev.fenceline.clock;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

/**
 * Passes what is written to a TCP channel to the kernel once in each turn of the loop, because each
 * flush is a system call, which costs more than all else about a small PDU.
 */
final class OneFlush extends ChannelOutboundHandlerAdapter {
  private boolean isAwaited;

  @Override
  public void flush(ChannelHandlerContext context) {
    if (!isAwaited) {
      isAwaited = true;
      context.executor().execute(() -> flushNow(context));
    }
  }

  private void flushNow(ChannelHandlerContext context) {
    if (isAwaited) {
      isAwaited = false;
      context.flush();
    }
  }

  /** Closes the channel after what was flushed before, which Netty would drop otherwise. */
  @Override
  public void close(ChannelHandlerContext context, ChannelPromise promise) {
    flushNow(context);
    context.close(promise);
  }
}
