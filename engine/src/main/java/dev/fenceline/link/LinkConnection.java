package dev.fenceline.link;

import dev.fenceline.event.Cause;
import dev.fenceline.event.ConnectionEvent;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.RecvByteBufAllocator;
import java.net.SocketAddress;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A host's connection to the link, joined to the link's connection to the target. The host's
 * connection is accepted at once; the link connects to the target when the path carries the
 * handshake.
 */
final class LinkConnection implements HalfConnection.Owner {
  /**
   * Grows reads to 256 KiB under load, because each read costs a task and two system calls. Reads
   * at most 1 MiB (four reads) before the writability of the other side is checked again.
   */
  static final RecvByteBufAllocator READING =
      new AdaptiveRecvByteBufAllocator(64, 2048, 256 << 10).maxMessagesPerRead(4);

  private final Path path;
  private final int number;
  private final Channel front;
  private final SocketAddress target;
  private final Consumer<LinkConnection> whenOver;
  private final HalfConnection toTarget;
  private final HalfConnection toHost;
  private final Cause accepted;

  private @Nullable Channel back;
  private boolean attempting;
  private boolean joined;
  private boolean reset;
  private boolean over;

  /**
   * @param front the host's connection, not yet active
   * @param target where the target listens
   * @param whenOver called once, when both sides are closed
   */
  LinkConnection(
      Path path,
      int number,
      Channel front,
      SocketAddress target,
      Consumer<LinkConnection> whenOver) {
    this.path = path;
    this.number = number;
    this.front = front;
    this.target = target;
    this.whenOver = whenOver;
    toTarget = new HalfConnection(path, path.toTarget(), number, this);
    toHost = new HalfConnection(path, path.toHost(), number, this);
    toHost.sink(front);
    front.pipeline().addLast(toTarget);
    accepted = path.record(Cause.NONE, new ConnectionEvent.Accepted(number));
    attempt();
  }

  /** Reports whether neither bytes nor ends of streams are kept or underway. */
  boolean isIdle() {
    return toTarget.isIdle() && toHost.isIdle();
  }

  /** Reacts to a changed state of at least one direction. */
  void pathChanged() {
    toTarget.wayChanged();
    toHost.wayChanged();
    attempt();
  }

  private void attempt() {
    if (!attempting && !reset && path.answersAttempts()) {
      attempting = true;
      path.loop().schedule(path.toTarget().nextDelayNanos(), this::arriveAtTarget);
    }
  }

  private void arriveAtTarget() {
    if (over || reset) {
      return;
    }
    if (path.refusesAttempts()) {
      refuse("the path refuses connections");
      return;
    }
    ChannelFuture connected =
        path.loop()
            .client()
            .option(ChannelOption.RECVBUF_ALLOCATOR, READING)
            .handler(toHost)
            .connect(target);
    back = connected.channel();
    path.loop().whenDone(connected, this::answered);
  }

  private void answered(ChannelFuture connected) {
    if (over || reset) {
      connected.channel().close();
    } else if (connected.isSuccess()) {
      joined = true;
      path.record(accepted, new ConnectionEvent.Joined(number));
      toTarget.sink(connected.channel());
      toTarget.wayChanged();
    } else {
      boolean timedOut = connected.cause() instanceof ConnectTimeoutException;
      refuse(timedOut ? "the target did not answer" : "the target refused the connection");
    }
  }

  private void refuse(String reason) {
    path.record(accepted, new ConnectionEvent.Refused(number, reason));
    resetBoth();
  }

  /**
   * Resets both ends after the bytes that are underway to them, regardless of the state of the
   * path.
   */
  void reset(String reason, Cause cause) {
    if (!reset) {
      path.record(cause, new ConnectionEvent.Reset(number, reason));
      resetBoth();
    }
  }

  private void resetBoth() {
    reset = true;
    toTarget.reset();
    toHost.reset();
  }

  /** Ends the connection and records nothing about it. */
  void close() {
    if (over) {
      return;
    }
    over = true;
    toTarget.discard();
    toHost.discard();
    front.close();
    if (back != null) {
      back.close();
    }
    whenOver.accept(this);
  }

  private HalfConnection reverse(HalfConnection half) {
    return half == toTarget ? toHost : toTarget;
  }

  @Override
  public void sourceClosed(HalfConnection half) {
    reverse(half).sinkClosed();
    boolean reached = joined && back != null && back.isActive();
    if (!front.isActive() && !reached) {
      close();
    }
  }

  @Override
  public void endArrived(HalfConnection half) {
    reverse(half).stop();
  }

  @Override
  public void broken(HalfConnection half) {
    PathDirection way = half == toTarget ? path.toTarget() : path.toHost();
    reset("bytes were lost before", way.cause());
  }

  @Override
  public void sourceWritabilityChanged(HalfConnection half) {
    reverse(half).updateReading();
  }
}
