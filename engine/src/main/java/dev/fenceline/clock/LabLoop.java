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
import io.netty.util.concurrent.MockTicker;
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
 * The one event loop of a run and its clock. In virtual time, channels are in memory and time jumps
 * to the next deadline when nothing is due; in real time, channels are TCP sockets. Components
 * cannot tell the two apart.
 *
 * <p>The thread that makes the loop drives it with {@link #runUntil}; everything but {@link
 * #execute} and {@link #nanos} belongs to that thread.
 */
public final class LabLoop implements AutoCloseable {
  /** More tasks than this at one instant mean that something runs in a circle. */
  private static final int MAX_TASKS_PER_INSTANT = 1_000_000;

  /** The longest that a real loop waits before it asks again whether it is done. */
  private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** Keeps the in-memory addresses of loops that run at the same time apart; never recorded. */
  private static final AtomicLong LOOPS = new AtomicLong();

  private final Driver driver;
  private final @Nullable MockTicker virtualTicker;
  private final long startNanos;
  private final Seed seed;
  private final AtomicInteger tasksThisInstant = new AtomicInteger();
  private final long id = LOOPS.incrementAndGet();
  private @Nullable Throwable failure;

  private LabLoop(Driver driver, @Nullable MockTicker virtualTicker, Seed seed) {
    this.driver = driver;
    this.virtualTicker = virtualTicker;
    this.startNanos = driver.ticker().nanoTime();
    this.seed = seed;
  }

  /** A loop whose time jumps to the next deadline when nothing is due. */
  public static LabLoop virtual(Seed seed) {
    MockTicker ticker = Ticker.newMockTicker();
    return new LabLoop(new Driver(LocalIoHandler.newFactory(), ticker), ticker, seed);
  }

  /** The same over TCP, in the time of the wall. */
  public static LabLoop real(Seed seed) {
    return new LabLoop(new Driver(NioIoHandler.newFactory(), Ticker.systemTicker()), null, seed);
  }

  /** Whether time is virtual and channels are in memory. */
  public boolean isVirtual() {
    return virtualTicker != null;
  }

  /** Nanoseconds since the session began. */
  public long nanos() {
    return driver.ticker().nanoTime() - startNanos;
  }

  /**
   * Runs a task later, unrecorded. Protocol timers belong to {@link Timers}. What it throws ends
   * {@link #runUntil}.
   *
   * @param delayNanos from now; 0 or less: in a turn of its own, as soon as possible
   */
  public Future<?> schedule(long delayNanos, Runnable task) {
    if (!isVirtual() || delayNanos > 0 || hasRoomForTask()) {
      return driver.schedule(guarded(task), Math.max(0, delayNanos), TimeUnit.NANOSECONDS);
    }
    return driver.newSucceededFuture(null);
  }

  /**
   * Runs a task on the loop as soon as possible: the only way in from another thread. What it
   * throws ends {@link #runUntil}.
   */
  public void execute(Runnable task) {
    if (!isVirtual() || hasRoomForTask()) {
      driver.execute(guarded(task));
    }
  }

  /**
   * Refuses tasks once an instant has had too many. Netty works its queue off in one go while
   * virtual time stands still, so nothing else could end a circle; {@link #runUntil} then says so.
   */
  private boolean hasRoomForTask() {
    return tasksThisInstant.incrementAndGet() <= MAX_TASKS_PER_INSTANT;
  }

  /** Netty would swallow what a task throws, and the run would go on without it. */
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
   * A channel has failed, or a write to it. The network's failures are its owner's business;
   * anything else is a defect, which Netty would only log, and ends {@link #runUntil}.
   */
  public void channelFailed(Throwable cause) {
    if (!(cause instanceof IOException)) {
      fail(cause);
    }
  }

  /** Goes on when something of a channel is done; what is thrown there ends {@link #runUntil}. */
  public <F extends Future<?>> void whenDone(F future, Consumer<F> then) {
    future.addListener(_ -> guarded(() -> then.accept(future)).run());
  }

  /** Prepares each new channel; what is thrown there ends {@link #runUntil}. */
  public ChannelHandler initializer(Consumer<Channel> prepare) {
    return new ChannelInitializer<Channel>() {
      @Override
      protected void initChannel(Channel channel) {
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

  /** The loop as Netty knows it, for handlers and promises. */
  public EventLoop eventLoop() {
    return driver;
  }

  /** What connects: in memory or over TCP. */
  public Bootstrap client() {
    return new Bootstrap()
        .group(driver)
        .channel(isVirtual() ? LocalChannel.class : NioSocketChannel.class);
  }

  /** What listens: in memory or over TCP. */
  public ServerBootstrap server() {
    return new ServerBootstrap()
        .group(driver)
        .channel(isVirtual() ? LocalServerChannel.class : NioServerSocketChannel.class);
  }

  /**
   * An address to listen on: in memory one of this name, unique to this loop; over TCP a free port
   * of the loopback.
   */
  public SocketAddress address(String name) {
    return isVirtual()
        ? new LocalAddress("fenceline-" + id + "/" + name)
        : new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** The randomness of a component. */
  public Seed fork(String component) {
    return seed.fork(component);
  }

  /**
   * Drives the loop until {@code done} says so or the session's time reaches {@code untilNanos},
   * whichever is first. The condition is asked between turns.
   *
   * @throws IllegalStateException if a task failed, which is then the cause; or if a million tasks
   *     came up without time moving on: something runs in a circle
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

  private void runVirtual(MockTicker ticker, long untilNanos, BooleanSupplier done) {
    while (!done.getAsBoolean()) {
      if (driver.runNow() > 0) {
        checkFailure();
        checkProgress();
        continue;
      }
      tasksThisInstant.set(0);
      long waitNanos = driver.nanosToNextDeadline();
      long leftNanos = untilNanos - nanos();
      if (waitNanos < 0 || waitNanos > leftNanos) {
        ticker.advance(Math.max(0, leftNanos), TimeUnit.NANOSECONDS);
        return;
      }
      ticker.advance(waitNanos, TimeUnit.NANOSECONDS);
    }
  }

  /** Closes every channel of the loop and drops what was scheduled. */
  @Override
  public void close() {
    driver.shutdownGracefully(0, 0, TimeUnit.NANOSECONDS);
    while (!driver.isTerminated()) {
      if (driver.runNow() == 0 && virtualTicker != null) {
        virtualTicker.advance(1, TimeUnit.MILLISECONDS);
      }
    }
  }

  /** Opens up the one thing that Netty's loop keeps to its subclasses: when it is needed next. */
  private static final class Driver extends ManualIoEventLoop {
    Driver(IoHandlerFactory channels, Ticker ticker) {
      super(null, Thread.currentThread(), channels, ticker);
    }

    /** Nanoseconds until the next scheduled task; -1 when there is none. */
    long nanosToNextDeadline() {
      return nextScheduledTaskNano();
    }
  }
}
