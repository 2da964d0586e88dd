package dev.fenceline.clock;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.local.LocalServerChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Ticker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The event loop of a run and its clock. In virtual time, channels are in memory and time jumps to
 * the next deadline when nothing is due; in real time, channels are TCP sockets. Components work
 * the same in both.
 *
 * <p>The thread that creates the loop drives it with {@link #runUntil}; everything but {@link
 * #execute} and {@link #nanos} belongs to that thread.
 */
public final class LabLoop implements AutoCloseable {
  /** More tasks than this at one instant mean an endless loop. */
  private static final int MAX_TASKS_PER_INSTANT = 1_000_000;

  /** Longest time that a real loop waits before it checks again whether it is done. */
  private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** Makes the in-memory addresses of concurrent loops unique; never recorded. */
  private static final AtomicLong LOOPS = new AtomicLong();

  private final Driver driver;
  private final @Nullable VirtualTicker virtualTicker;
  private final long startNanos;
  private final Seed seed;
  private final AtomicInteger tasksThisInstant = new AtomicInteger();
  private final long id = LOOPS.incrementAndGet();
  private @Nullable Throwable failure;
  private TimeGate gate = (_, nextNanos) -> nextNanos;

  private LabLoop(Driver driver, @Nullable VirtualTicker virtualTicker, Seed seed) {
    this.driver = driver;
    this.virtualTicker = virtualTicker;
    this.startNanos = driver.ticker().nanoTime();
    this.seed = seed;
  }

  /** Returns a loop whose time jumps to the next deadline when nothing is due. */
  public static LabLoop virtual(Seed seed) {
    VirtualTicker ticker = new VirtualTicker();
    return new LabLoop(new Driver(LocalIoHandler.newFactory(), ticker), ticker, seed);
  }

  /** Returns a loop in wall-clock time, whose channels are TCP sockets. */
  public static LabLoop real(Seed seed) {
    return new LabLoop(new Driver(NioIoHandler.newFactory(), Ticker.systemTicker()), null, seed);
  }

  /** Reports whether time is virtual and channels are in memory. */
  public boolean isVirtual() {
    return virtualTicker != null;
  }

  /** Returns the nanoseconds since the session began. */
  public long nanos() {
    return driver.ticker().nanoTime() - startNanos;
  }

  /**
   * Schedules a task without recording it. Use {@link Timers} for protocol timers. An exception of
   * the task ends {@link #runUntil}.
   *
   * @param delayNanos delay from now; 0 or less runs the task as soon as possible, but not within
   *     this call
   */
  public Future<?> schedule(long delayNanos, Runnable task) {
    if (!isVirtual() || delayNanos > 0 || hasRoomForTask()) {
      return driver.schedule(guarded(task), Math.max(0, delayNanos), TimeUnit.NANOSECONDS);
    }
    return driver.newSucceededFuture(null);
  }

  /**
   * Runs a task on the loop as soon as possible. Other threads may call only this method and {@link
   * #nanos}. An exception of the task ends {@link #runUntil}.
   */
  public void execute(Runnable task) {
    if (!isVirtual() || hasRoomForTask()) {
      driver.execute(guarded(task));
    }
  }

  /**
   * Counts a task and reports whether it may still run at this instant. Netty runs its whole queue
   * while virtual time stands still, so only this check can stop an endless loop; {@link #runUntil}
   * then throws.
   */
  private boolean hasRoomForTask() {
    return tasksThisInstant.incrementAndGet() <= MAX_TASKS_PER_INSTANT;
  }

  /** Wraps a task so that its exceptions fail the run. Netty would swallow them. */
  private Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException | Error thrown) {
        fail(thrown);
      }
    };
  }

  private void fail(Throwable thrown) {
    if (failure == null) {
      failure = thrown;
    }
  }

  /**
   * Reports the failure of a channel or of a write to it. The channel's owner handles network
   * failures, so an IOException is ignored here. Any other failure is a defect, which Netty would
   * only log; it ends {@link #runUntil}.
   */
  public void channelFailed(Throwable cause) {
    if (!(cause instanceof IOException)) {
      fail(cause);
    }
  }

  /**
   * Calls {@code then} when a channel's future is done. An exception there ends {@link #runUntil}.
   */
  public <F extends Future<?>> void whenDone(F future, Consumer<F> then) {
    future.addListener(_ -> guarded(() -> then.accept(future)).run());
  }

  /**
   * Returns a handler that prepares each new channel. An exception there ends {@link #runUntil}.
   * Over TCP, what is written to the channel is sent at the end of the turn of the loop.
   */
  public ChannelHandler initializer(Consumer<Channel> prepare) {
    return new ChannelInitializer<Channel>() {
      @Override
      protected void initChannel(Channel channel) {
        if (!isVirtual()) {
          channel.pipeline().addLast(new OneFlush());
        }
        prepare.accept(channel);
      }

      @Override
      public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(cause);
        context.close();
      }
    };
  }

  private void checkFailure() {
    if (failure != null) {
      throw new IllegalStateException(
          "a task or a handler failed at %d ns".formatted(nanos()), failure);
    }
  }

  private void checkProgress() {
    if (tasksThisInstant.get() > MAX_TASKS_PER_INSTANT) {
      throw new IllegalStateException(
          "no progress after %d tasks at %d ns".formatted(MAX_TASKS_PER_INSTANT, nanos()));
    }
  }

  /** Returns Netty's event loop, for handlers and promises. */
  public EventLoop eventLoop() {
    return driver;
  }

  /** Returns a bootstrap for clients, in memory or over TCP. */
  public Bootstrap client() {
    return new Bootstrap()
        .group(driver)
        .channel(isVirtual() ? LocalChannel.class : NioSocketChannel.class);
  }

  /** Returns a bootstrap for servers, in memory or over TCP. */
  public ServerBootstrap server() {
    return new ServerBootstrap()
        .group(driver)
        .channel(isVirtual() ? LocalServerChannel.class : NioServerSocketChannel.class);
  }

  /**
   * Returns an address to listen on: in memory, an address with this name that is unique to this
   * loop; over TCP, a free port of the loopback interface.
   */
  public SocketAddress address(String name) {
    return isVirtual()
        ? new LocalAddress("fenceline-" + id + "/" + name)
        : new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** Sets what decides how far virtual time goes on; without it, nothing holds it up. */
  public void gate(TimeGate newGate) {
    gate = newGate;
  }

  /** Returns the seed of a component. */
  public Seed fork(String component) {
    return seed.fork(component);
  }

  /**
   * Drives the loop until {@code done} returns true or the session's time reaches {@code
   * untilNanos}, whichever is first. The condition is checked between iterations.
   *
   * @throws IllegalStateException if a task failed, with its exception as the cause; or if a
   *     million tasks ran without progress of virtual time, which means an endless loop
   */
  public void runUntil(long untilNanos, BooleanSupplier done) {
    if (virtualTicker == null) {
      runReal(untilNanos, done);
    } else {
      runVirtual(virtualTicker, untilNanos, done);
    }
  }

  private void runReal(long untilNanos, BooleanSupplier done) {
    while (!done.getAsBoolean()) {
      long leftNanos = untilNanos - nanos();
      if (leftNanos <= 0) {
        return;
      }
      driver.run(Math.min(leftNanos, LONGEST_WAIT_NANOS));
      checkFailure();
    }
  }

  private void runVirtual(VirtualTicker ticker, long untilNanos, BooleanSupplier done) {
    while (!done.getAsBoolean()) {
      if (driver.runNow() > 0) {
        checkFailure();
        checkProgress();
        continue;
      }
      tasksThisInstant.set(0);
      long waitNanos = driver.nanosToNextDeadline();
      long leftNanos = untilNanos - nanos();
      boolean isIdle = waitNanos < 0 || waitNanos > leftNanos;
      boolean isThere = pass(ticker, isIdle ? Math.max(0, leftNanos) : waitNanos);
      if (isIdle && isThere) {
        return;
      }
    }
  }

  /**
   * Lets the time pass as the gate allows. While the gate holds it up, only tasks of other threads
   * run, so that a run that was held up is the same as one that was not.
   *
   * @return whether all of the time has passed; otherwise such a task is due earlier
   */
  private boolean pass(VirtualTicker ticker, long byNanos) {
    long endNanos = nanos() + byNanos;
    boolean isWhole = true;
    while (true) {
      ticker.advance(gate.passUntil(nanos(), endNanos) - nanos());
      if (nanos() >= endNanos) {
        return isWhole;
      }
      driver.runNow();
      checkFailure();
      long dueNanos = driver.nanosToNextDeadline();
      if (dueNanos >= 0 && nanos() + dueNanos < endNanos) {
        endNanos = nanos() + dueNanos;
        isWhole = false;
      }
    }
  }

  /** Closes every channel of the loop and drops the scheduled tasks. */
  @Override
  public void close() {
    if (virtualTicker != null) {
      virtualTicker.start();
    }
    driver.shutdownGracefully(0, 0, TimeUnit.NANOSECONDS);
    while (!driver.isTerminated()) {
      driver.runNow();
    }
  }

  /** Makes the next deadline of Netty's loop accessible, which is protected there. */
  private static final class Driver extends ManualIoEventLoop {
    Driver(IoHandlerFactory channels, Ticker ticker) {
      super(null, Thread.currentThread(), channels, ticker);
    }

    /** Returns the nanoseconds until the next scheduled task; -1 if there is none. */
    long nanosToNextDeadline() {
      return nextScheduledTaskNano();
    }
  }
}
