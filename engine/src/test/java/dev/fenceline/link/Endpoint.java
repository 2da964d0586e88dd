package dev.fenceline.link;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A host's or a target's end of a connection: keeps what it receives and remembers its end. */
final class Endpoint extends ChannelInboundHandlerAdapter {
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final List<ByteBuf> sent = new ArrayList<>();
  private Consumer<String> onReceived = text -> {};
  private @Nullable Channel channel;
  private boolean reset;
  private boolean closed;

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    channel = context.channel();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws IOException {
    ByteBuf bytes = (ByteBuf) message;
    String text = bytes.toString(StandardCharsets.ISO_8859_1);
    bytes.readBytes(received, bytes.readableBytes());
    bytes.release();
    onReceived.accept(text);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    reset = true;
    context.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    closed = true;
  }

  void onReceived(Consumer<String> task) {
    onReceived = task;
  }

  Channel channel() {
    return Objects.requireNonNull(channel);
  }

  void send(String text) {
    send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  void send(byte[] bytes) {
    ByteBuf buffer = Unpooled.buffer(bytes.length).writeBytes(bytes);
    sent.add(buffer);
    channel().writeAndFlush(buffer);
  }

  /** Closes as NVMe/TCP endpoints do: unsent bytes are void, and the peer sees RST. */
  void abort() {
    channel().config().setOption(ChannelOption.SO_LINGER, 0);
    channel().close();
  }

  void close() {
    channel().close();
  }

  String received() {
    return received.toString(StandardCharsets.ISO_8859_1);
  }

  byte[] receivedBytes() {
    return received.toByteArray();
  }

  int receivedCount() {
    return received.size();
  }

  boolean isClosed() {
    return closed;
  }

  /** Over TCP: whether the connection ended with RST. */
  boolean sawReset() {
    return reset;
  }

  List<ByteBuf> sent() {
    return sent;
  }
}
