package dev.fenceline.link;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.event.Cause;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PathEvent;
import dev.fenceline.event.Recorder;
import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.PathState;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.PathSettings;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One path from a host to a port of a target. Accepts connections at its front, opens one to its
 * back for each, and carries bytes between them. Faults break one or both directions on purpose;
 * neither side is notified. Works in memory and over TCP.
 *
 * <p>A fault acts where bytes enter the path; bytes that are underway still arrive. A host's
 * connection is always accepted at once, as a listening kernel does, and reaches the target when
 * both directions allow it. A refused connection is therefore accepted and then reset.
 *
 * <p>Only this class changes the {@link PathState} of a direction. Loop thread only.
 */
public final class Link implements AutoCloseable {
  private final PathSettings settings;
  private final Path path;
  private final List<LinkConnection> connections = new ArrayList<>();
  private int accepted;
  private @Nullable Channel listener;

  /**
   * @param lane the path's lane
   * @param tap receives all bytes at both ends
   * @throws IllegalArgumentException if the limit of kept bytes is below 1
   */
  public Link(LabLoop loop, PathSettings settings, Lane lane, Recorder recorder, LinkTap tap) {
    if (settings.keptBytesLimit() < 1) {
      throw new IllegalArgumentException(
          "path %s must be able to keep bytes".formatted(settings.name()));
    }
    this.settings = settings;
    path =
        new Path(
            loop,
            lane,
            recorder,
            tap,
            way(loop, settings, Direction.TO_TARGET),
            way(loop, settings, Direction.TO_HOST),
            settings.keptBytesLimit());
  }

  private static PathDirection way(LabLoop loop, PathSettings settings, Direction direction) {
    return new PathDirection(
        direction,
        loop.fork("link " + settings.name()).fork(direction.name()).random(),
        micros(settings.delayMicros()),
        micros(settings.jitterMicros()));
  }

  private static long micros(long micros) {
    return TimeUnit.MICROSECONDS.toNanos(micros);
  }

  /**
   * Starts to accept connections.
   *
   * @param front where hosts connect
   * @param back where the target listens
   * @return the address that hosts connect to; the future fails if the front cannot be bound
   */
  public Future<SocketAddress> open(SocketAddress front, SocketAddress back) {
    Promise<SocketAddress> opened = path.loop().eventLoop().newPromise();
    LabLoop loop = path.loop();
    ChannelHandler acceptor = loop.initializer(accepted -> accept(accepted, back));
    ChannelFuture bound =
        loop.server()
            .childOption(ChannelOption.RECVBUF_ALLOCATOR, LinkConnection.READING)
            .childHandler(acceptor)
            .bind(front);
    listener = bound.channel();
    loop.whenDone(
        bound,
        done -> {
          if (done.isSuccess()) {
            recordOpened();
            opened.setSuccess(done.channel().localAddress());
          } else {
            opened.setFailure(done.cause());
          }
        });
    return opened;
  }

  private void recordOpened() {
    path.recorder()
        .record(
            path.lane(),
            Cause.NONE,
            new PathEvent.Opened(
                settings.address(),
                "port " + settings.port(),
                micros(settings.delayMicros()),
                micros(settings.jitterMicros())));
  }

  /** Creates a connection for a channel that the front has accepted. */
  private void accept(Channel front, SocketAddress back) {
    connections.add(
        new LinkConnection(path, ++accepted, front, back, over -> connections.remove(over)));
  }

  /**
   * Applies a fault to the path, or heals it.
   *
   * @throws IllegalArgumentException if the fault is for another path
   */
  public void apply(Fault.OnPath fault) {
    if (!fault.path().equals(settings.name())) {
      throw new IllegalArgumentException(
          "\"%s\" is not a fault of path %s".formatted(fault.command(), settings.name()));
    }
    switch (fault) {
      case Fault.Stall stall -> {
        each(stall.directions(), way -> way.keepBytesOfAborted(stall.keepBytes()));
        change(stall.directions(), PathState.STALLED, fault.command());
      }
      case Fault.BlackHole hole -> change(hole.directions(), PathState.SILENT, fault.command());
      case Fault.Refuse _ -> {
        change(Fault.Directions.BOTH, PathState.REFUSING, fault.command());
        resetAll("the path refuses connections", path.toTarget().cause());
      }
      case Fault.Reset _ -> resetAll(ConnectionEvent.Reset.BY_FAULT, Cause.NONE);
      case Fault.Delay delay ->
          each(
              delay.directions(),
              way -> delay(way, micros(delay.delayMicros()), micros(delay.jitterMicros())));
      case Fault.Heal _ -> heal();
    }
  }

  /** Ends every fault: forwards kept bytes and restores the delay of the settings. */
  public void heal() {
    each(
        Fault.Directions.BOTH,
        way -> delay(way, micros(settings.delayMicros()), micros(settings.jitterMicros())));
    change(Fault.Directions.BOTH, PathState.UP, "healed");
  }

  private void each(Fault.Directions directions, Consumer<PathDirection> change) {
    if (directions != Fault.Directions.TO_HOST) {
      change.accept(path.toTarget());
    }
    if (directions != Fault.Directions.TO_TARGET) {
      change.accept(path.toHost());
    }
  }

  private void change(Fault.Directions directions, PathState state, String reason) {
    // If no direct transition exists, go through UP, as if the path was healed.
    each(
        directions,
        way -> {
          if (way.state() != state && !way.state().canBecome(state)) {
            become(way, PathState.UP, reason);
          }
        });
    each(directions, way -> become(way, state, reason));
  }

  private void become(PathDirection way, PathState state, String reason) {
    if (way.state() == state) {
      return;
    }
    if (!way.state().canBecome(state)) {
      throw new IllegalStateException(way.state() + " cannot become " + state);
    }
    way.become(
        state,
        path.recorder()
            .record(
                path.lane(),
                Cause.NONE,
                new PathEvent.StateChanged(way.direction(), way.state(), state, reason)));
    forEachConnection(LinkConnection::pathChanged);
  }

  private void delay(PathDirection way, long delayNanos, long jitterNanos) {
    if (way.delay(delayNanos, jitterNanos)) {
      path.recorder()
          .record(
              path.lane(),
              Cause.NONE,
              new PathEvent.DelayChanged(way.direction(), delayNanos, jitterNanos));
    }
  }

  private void resetAll(String reason, Cause cause) {
    forEachConnection(connection -> connection.reset(reason, cause));
  }

  /** Iterates over a copy, because the task may end a connection and remove it. */
  private void forEachConnection(Consumer<LinkConnection> task) {
    List.copyOf(connections).forEach(task);
  }

  /** Reports whether no connection has kept or underway bytes. */
  public boolean isIdle() {
    return connections.stream().allMatch(LinkConnection::isIdle);
  }

  /** Stops listening and ends every connection. */
  @Override
  public void close() {
    if (listener != null) {
      listener.close();
    }
    forEachConnection(LinkConnection::close);
  }
}
