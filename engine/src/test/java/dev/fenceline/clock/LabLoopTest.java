package dev.fenceline.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fenceline.event.Cause;
import dev.fenceline.event.Event;
import dev.fenceline.event.Journal;
import dev.fenceline.event.Lane;
import dev.fenceline.event.TimerEvent;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LabLoopTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void virtualTimeJumpsToTheNextDeadlineInOrder() {
    try (LabLoop loop = LabLoop.virtual(new Seed(1))) {
      List<String> seen = new ArrayList<>();
      loop.schedule(5 * SECOND, () -> seen.add("five at " + loop.nanos()));
      loop.schedule(2 * SECOND, () -> seen.add("two at " + loop.nanos()));
      loop.runUntil(10 * SECOND, () -> false);
      assertThat(seen).containsExactly("two at 2000000000", "five at 5000000000");
      assertThat(loop.nanos()).isEqualTo(10 * SECOND);
    }
  }

  @Test
  void tasksOfTheSameInstantRunInTheOrderInWhichTheyWereScheduled() {
    try (LabLoop loop = LabLoop.virtual(new Seed(1))) {
      List<Integer> seen = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        int number = i;
        loop.schedule(SECOND, () -> seen.add(number));
      }
      loop.runUntil(2 * SECOND, () -> false);
      assertThat(seen).isSorted().hasSize(100);
    }
  }

  @Test
  void aTaskThatNeverLetsTimeMoveIsStopped() {
    try (LabLoop loop = LabLoop.virtual(new Seed(1))) {
      AtomicBoolean on = new AtomicBoolean(true);
      Runnable circle =
          new Runnable() {
            @Override
            public void run() {
              if (on.get()) {
                loop.execute(this);
              }
            }
          };
      loop.execute(circle);
      assertThatThrownBy(() -> loop.runUntil(SECOND, () -> false))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("no progress");
      on.set(false);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatATaskThrowsEndsTheRun(boolean virtual) {
    try (LabLoop loop = virtual ? LabLoop.virtual(new Seed(1)) : LabLoop.real(new Seed(1))) {
      loop.schedule(
          1,
          () -> {
            throw new IllegalArgumentException("broken task");
          });
      assertThatThrownBy(() -> loop.runUntil(5 * SECOND, () -> false))
          .isInstanceOf(IllegalStateException.class)
          .hasRootCauseMessage("broken task");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void bytesPassInVirtualAndInRealTime(boolean virtual) throws Exception {
    try (LabLoop loop = virtual ? LabLoop.virtual(new Seed(1)) : LabLoop.real(new Seed(1))) {
      List<Object> received = new ArrayList<>();
      Channel server =
          loop.server()
              .childHandler(
                  new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelRead(ChannelHandlerContext context, Object message) {
                      ((ByteBuf) message).release();
                      received.add(message);
                    }
                  })
              .bind(loop.address("server"))
              .channel();
      loop.runUntil(5 * SECOND, server::isActive);
      loop.client()
          .handler(
              new ChannelInboundHandlerAdapter() {
                @Override
                public void channelActive(ChannelHandlerContext context) {
                  context.writeAndFlush(context.alloc().buffer().writeLong(42));
                }
              })
          .connect(server.localAddress());
      loop.runUntil(loop.nanos() + 5 * SECOND, () -> !received.isEmpty());
      assertThat(received).hasSize(1);
    }
  }

  @Test
  void whatIsWrittenInOneTurnIsSentTogetherAndBeforeTheEndOfTheConnection() {
    try (LabLoop loop = LabLoop.real(new Seed(1))) {
      List<Long> received = new ArrayList<>();
      AtomicBoolean ended = new AtomicBoolean();
      Channel server =
          loop.server()
              .childHandler(
                  new ByteToMessageDecoder() {
                    @Override
                    protected void decode(
                        ChannelHandlerContext context, ByteBuf in, List<Object> out) {
                      if (in.readableBytes() >= Long.BYTES) {
                        received.add(in.readLong());
                      }
                    }

                    @Override
                    protected void handlerRemoved0(ChannelHandlerContext context) {
                      ended.set(true);
                    }
                  })
              .bind(loop.address("server"))
              .channel();
      loop.runUntil(5 * SECOND, server::isActive);
      List<Boolean> sentAtOnce = new ArrayList<>();
      ChannelFuture connected =
          loop.client().handler(loop.initializer(_ -> {})).connect(server.localAddress());
      loop.whenDone(
          connected,
          done -> {
            for (long number = 1; number <= 3; number++) {
              ByteBuf bytes = done.channel().alloc().buffer().writeLong(number);
              sentAtOnce.add(done.channel().writeAndFlush(bytes).isDone());
            }
            done.channel().close();
          });
      loop.runUntil(loop.nanos() + 5 * SECOND, ended::get);
      assertThat(received).containsExactly(1L, 2L, 3L);
      assertThat(sentAtOnce).containsOnly(false);
    }
  }

  /** A sleep ends at once on a thread that is interrupted, and clears the interruption. */
  @Test
  void aVirtualLoopClosesItsChannelsAndDoesNotSleep() {
    Channel server;
    try (LabLoop loop = LabLoop.virtual(new Seed(1))) {
      server =
          loop.server()
              .childHandler(new ChannelInboundHandlerAdapter())
              .bind(loop.address("server"))
              .channel();
      loop.runUntil(5 * SECOND, server::isActive);
      Thread.currentThread().interrupt();
    } finally {
      assertThat(Thread.interrupted()).as("still interrupted").isTrue();
    }
    assertThat(server.isOpen()).isFalse();
  }

  @Test
  void timersReportThatTheyWereArmedFiredAndCancelled() {
    try (LabLoop loop = LabLoop.virtual(new Seed(1))) {
      Journal journal = new Journal(loop::nanos);
      List<Event> events = new ArrayList<>();
      journal.addListener(events::add);
      Timers timers = new Timers(loop, journal);
      Lane lane = Lane.host("nvme4");
      timers.arm(lane, "keep alive", SECOND, Cause.NONE, fired -> {});
      Timers.Timer other = timers.arm(lane, "hold", 2 * SECOND, Cause.NONE, fired -> {});
      loop.schedule(SECOND + 1, other::cancel);
      loop.runUntil(5 * SECOND, () -> false);
      other.cancel();

      assertThat(events)
          .extracting(Event::detail)
          .containsExactly(
              new TimerEvent.Armed("keep alive", SECOND),
              new TimerEvent.Armed("hold", 2 * SECOND),
              new TimerEvent.Fired("keep alive"),
              new TimerEvent.Cancelled("hold"));
      assertThat(events)
          .extracting(event -> event.cause().sequence())
          .containsExactly(0L, 0L, 1L, 2L);
      assertThat(other.isArmed()).isFalse();
    }
  }

  @Test
  void forksOfASeedDependOnTheirNameAlone() {
    Seed seed = new Seed(42);
    assertThat(seed.fork("path A")).isEqualTo(new Seed(42).fork("path A"));
    assertThat(seed.fork("path A")).isNotEqualTo(seed.fork("path B"));
    assertThat(seed.fork("path A").random().nextLong())
        .isEqualTo(seed.fork("path A").random().nextLong());
  }
}
