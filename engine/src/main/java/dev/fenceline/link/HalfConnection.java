package dev.fenceline.link;

import static java.util.Objects.requireNonNull;

import dev.fenceline.event.Cause;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.value.Point;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import org.jspecify.annotations.Nullable;

/**
 * One direction of one connection. Carries bytes and the end of the stream, in order, from the
 * channel whose handler this is (the source) to another channel (the sink). Delays them, keeps them
 * while the direction is stalled, and loses them in a black hole. A stream that has lost bytes
 * delivers nothing more.
 *
 * <p>Bytes are never delivered within the call that sent them: a local channel reads on the
 * writer's stack, so a response could arrive before the sender's {@code write} returns. Bytes that
 * are underway when the state of the direction changes still arrive: a fault acts where bytes enter
 * the path.
 */
final class HalfConnection extends ChannelInboundHandlerAdapter {
  /** The connection that this direction belongs to. */
  interface Owner {
    /** Called when the source is closed, by either side. */
    void sourceClosed(HalfConnection half);

    /** Called when the end of the stream has arrived, before the sink is closed. */
    void endArrived(HalfConnection half);

    /**
     * Called when the direction is up but this stream cannot continue, because part of it was lost.
     */
    void broken(HalfConnection half);

    /** Called when the writability of the source has changed, for the other direction. */
    void sourceWritabilityChanged(HalfConnection half);
  }

  private sealed interface Item {}

  private record Chunk(ByteBuf bytes) implements Item {}

  /** How a stream ends. */
  private enum End implements Item {
    /** The sender closed it after its last byte. */
    CLOSED,
    /** The sender aborted it. Kept bytes are dropped unless the fault says to keep them. */
    ABORTED,
    /** The link reset it. */
    RESET
  }

  private final Path path;
  private final PathDirection way;
  private final int connection;
  private final Owner owner;
  private final DelayLine<Item> line;

  private @Nullable Channel source;
  private @Nullable Channel sink;
  private @Nullable ChannelFuture lastWrite;

  private final KeptBytes kept = new KeptBytes();
  private long underwayBytes;

  private @Nullable End end;
  private boolean endSent;
  private boolean endRecorded;
  private boolean enteredEnded;
  private boolean leftEnded;

  private boolean sourceAborted;
  private boolean sinkClosed;
  private boolean lost;

  /** The link has ended this stream; bytes that still enter are discarded. */
  private boolean stopped;

  HalfConnection(Path path, PathDirection way, int connection, Owner owner) {
    this.path = path;
    this.way = way;
    this.connection = connection;
    this.owner = owner;
    line = new DelayLine<>(path.loop(), this::arrived);
  }

  /** Sets the receiving channel. Until then all bytes are kept. */
  void sink(Channel channel) {
    sink = channel;
    lastWrite = channel.newSucceededFuture();
  }

  /** Reports whether neither bytes nor the end of the stream are kept or underway. */
  boolean isIdle() {
    boolean endKept = end != null && !endSent && !lost && !stopped;
    return kept.isEmpty() && line.isEmpty() && !endKept;
  }

  // Input

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    source = context.channel();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    if (stopped) {
      bytes.release();
      return;
    }
    path.tap().bytes(connection, way.direction(), Point.ENTERED, bytes.slice());
    switch (way.state()) {
      case SILENT -> lose(bytes);
      case STALLED -> {
        if (sinkClosed) {
          bytes.release();
        } else {
          kept.addStalled(bytes);
        }
      }
      case UP, REFUSING -> pass(bytes);
    }
    updateReading();
  }

  private void lose(ByteBuf bytes) {
    lost = true;
    recordLost(bytes.readableBytes());
    bytes.release();
  }

  private void pass(ByteBuf bytes) {
    if (lost) {
      bytes.release();
      owner.broken(this);
    } else if (sink == null) {
      kept.add(bytes);
    } else {
      send(bytes);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    sourceAborted = true;
    path.loop().channelFailed(cause);
    context.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (!stopped && end == null) {
      // A local channel does not distinguish an abort from a close; NVMe/TCP endpoints abort
      // (linger 0).
      boolean aborted = sourceAborted || path.loop().isVirtual();
      end(aborted ? End.ABORTED : End.CLOSED);
    }
    owner.sourceClosed(this);
  }

  private void end(End how) {
    end = how;
    tapEntered();
    switch (way.state()) {
      case SILENT -> {
        lost = true;
        recordEnd(false);
      }
      case STALLED -> {
        Cause cause = recordEnd(false);
        if (how == End.ABORTED && !way.keepsBytesOfAborted()) {
          drop(cause);
        }
      }
      case UP, REFUSING -> {
        if (lost) {
          owner.broken(this);
        } else if (sink != null) {
          sendEnd(how);
        }
      }
    }
  }

  // Changes of the direction and of the other side

  /** Reacts to a changed state of the direction or to a new sink. */
  void wayChanged() {
    switch (way.state()) {
      case UP -> release();
      case SILENT -> loseKept();
      case STALLED, REFUSING -> {}
    }
  }

  private void release() {
    if (lost && !stopped) {
      boolean goesOn = kept.isEmpty() && end == null && !sinkClosed && sink != null;
      if (!goesOn) {
        owner.broken(this);
      }
      return;
    }
    if (stopped || sink == null) {
      return;
    }
    if (kept.isStalled()) {
      path.record(
          way.cause(),
          new ConnectionEvent.BytesReleased(connection, way.direction(), kept.count()));
    }
    kept.drain(this::send);
    if (end != null && !endSent) {
      sendEnd(end);
    }
    updateReading();
  }

  private void loseKept() {
    boolean endKept = end != null && !endSent && !stopped;
    lost |= endKept || !kept.isEmpty();
    if (!kept.isEmpty()) {
      recordLost(kept.count());
    }
    kept.forget();
    updateReading();
  }

  /** Drops the kept bytes, because the receiver is gone. */
  void sinkClosed() {
    sinkClosed = true;
    drop(Cause.NONE);
    updateReading();
  }

  private void drop(Cause cause) {
    if (kept.isStalled()) {
      path.record(
          cause, new ConnectionEvent.BytesDropped(connection, way.direction(), kept.count()));
    }
    kept.forget();
  }

  /** Releases the kept bytes and discards all further input. */
  void stop() {
    stopped = true;
    kept.forget();
    updateReading();
  }

  /** Discards all further input; the receiver sees a reset after the bytes that are underway. */
  void reset() {
    stop();
    if (sink != null && !endSent) {
      sendEnd(End.RESET);
    }
  }

  /** Ends the stream and releases all its bytes. */
  void discard() {
    stop();
    for (Item item = line.takeBack(); item != null; item = line.takeBack()) {
      if (item instanceof Chunk(ByteBuf bytes)) {
        bytes.release();
      }
    }
    underwayBytes = 0;
    if (end != null && !endRecorded) {
      recordEnd(false);
    }
    tapEntered();
    tapLeft();
  }

  /**
   * Stops reading from the source while the limit is reached or the sink is not writable, and
   * resumes it afterwards.
   */
  void updateReading() {
    if (source == null || !source.isOpen()) {
      return;
    }
    boolean wanted =
        stopped || (kept.count() + underwayBytes < path.limitBytes() && sinkTakesMore());
    if (source.config().isAutoRead() != wanted) {
      source.config().setAutoRead(wanted);
    }
  }

  private boolean sinkTakesMore() {
    return sink == null || !sink.isActive() || sink.isWritable();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    owner.sourceWritabilityChanged(this);
  }

  // Output

  private void send(ByteBuf bytes) {
    underwayBytes += bytes.readableBytes();
    line.send(new Chunk(bytes), way.nextDelayNanos());
  }

  private void sendEnd(End how) {
    endSent = true;
    line.send(how, way.nextDelayNanos());
  }

  private void arrived(Item item) {
    switch (item) {
      case Chunk(ByteBuf bytes) -> deliver(bytes);
      case End how -> deliverEnd(how);
    }
    updateReading();
  }

  private void deliver(ByteBuf bytes) {
    Channel receiver = requireNonNull(sink);
    underwayBytes -= bytes.readableBytes();
    if (receiver.isActive()) {
      path.tap().bytes(connection, way.direction(), Point.LEFT, bytes.slice());
      lastWrite = receiver.writeAndFlush(bytes);
    } else {
      bytes.release();
    }
  }

  private void deliverEnd(End how) {
    Channel receiver = requireNonNull(sink);
    tapLeft();
    if (!receiver.isActive()) {
      return;
    }
    if (how != End.RESET) {
      recordEnd(true);
    }
    owner.endArrived(this);
    switch (how) {
      case CLOSED -> requireNonNull(lastWrite).addListener(_ -> receiver.close());
      case ABORTED -> requireNonNull(lastWrite).addListener(_ -> abort(receiver));
      case RESET -> abort(receiver);
    }
  }

  /** Closes the channel so that a TCP peer sees RST. */
  private static void abort(Channel channel) {
    if (channel.isOpen()) {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
      channel.close();
    }
  }

  // Reports to the recorder and the tap

  private Cause recordEnd(boolean delivered) {
    endRecorded = true;
    return path.record(
        Cause.NONE, new ConnectionEvent.Ended(connection, way.direction(), delivered));
  }

  private void recordLost(long bytes) {
    path.record(way.cause(), new ConnectionEvent.BytesLost(connection, way.direction(), bytes));
  }

  private void tapEntered() {
    if (!enteredEnded) {
      enteredEnded = true;
      path.tap().ended(connection, way.direction(), Point.ENTERED);
    }
  }

  private void tapLeft() {
    if (!leftEnded) {
      leftEnded = true;
      path.tap().ended(connection, way.direction(), Point.LEFT);
    }
  }
}
