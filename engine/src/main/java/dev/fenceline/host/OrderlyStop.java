package dev.fenceline.host;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.HoldEvent;
import dev.fenceline.event.Note;
import dev.fenceline.nvme.Properties.Cc;
import dev.fenceline.nvme.Properties.Csts;
import dev.fenceline.nvme.Property;
import io.netty.util.concurrent.Future;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Has a LIVE controller stop, before its queues are torn down: by CC.SHN when it is to be removed,
 * by CC.EN when it is to be reset (Base specification, section 3.6). A controller that says that it
 * has stopped executes nothing any more, so that what was not answered may go elsewhere.
 *
 * <p>This is our order, of policies that are ours. Linux has another ({@link ControllerEnd}), and
 * goes on when the controller does not say so in time. That is as unsafe as a failover without
 * fencing; so this host then waits for what is left of T, as far as there is a bound.
 *
 * <p>Before a shutdown, I/O in flight gets a while to end by itself, as in Linux: a controller that
 * shuts down answers commands that come late with an error.
 */
final class OrderlyStop {
  /** How long a controller may take (shutdown_timeout of the nvme module). */
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final HostController controller;
  private final AdminCommands admin;
  private final TimeBasedHold hold;
  private @Nullable Future<?> limit;
  private @Nullable Future<?> poll;
  private boolean over;

  OrderlyStop(HostController controller, AdminCommands admin) {
    this.controller = controller;
    this.admin = admin;
    this.hold = new TimeBasedHold(controller);
  }

  /** Disables: CC.EN 0, until CSTS.RDY is 0. */
  void disable(OptionalLong keepAliveSentNanos, long cause, LongConsumer stopped) {
    Cc disabled = Cc.disabled();
    start(disabled, csts -> !csts.ready(), holdUntilNanos(keepAliveSentNanos), cause, stopped);
  }

  /** Shuts down: CC.SHN 1, until CSTS.SHST is 2. */
  void shutDown(OptionalLong keepAliveSentNanos, long cause, LongConsumer stopped) {
    Cc shutDown = Cc.disabled().withEnable(true).withShutdown(Cc.SHN_NORMAL);
    long holdUntilNanos = holdUntilNanos(keepAliveSentNanos);
    Runnable ask =
        () ->
            start(
                shutDown,
                csts -> csts.shutdown() == Csts.SHST_COMPLETE,
                holdUntilNanos,
                cause,
                stopped);
    limit = controller.loop().schedule(LIMIT_NANOS, controller::waitForIdleNoLonger);
    controller.whenIoIdle(ask);
  }

  private void start(
      Cc cc, Predicate<Csts> isStopped, long holdUntilNanos, long cause, LongConsumer stopped) {
    over = false;
    if (limit != null) {
      limit.cancel(false);
    }
    limit =
        controller
            .loop()
            .schedule(LIMIT_NANOS, () -> giveUp("it took too long", holdUntilNanos, stopped));
    AdminCommands.whenDone(
        controller,
        admin.propertySet(Property.CC, cc.value()),
        (_, failure) -> {
          if (failure == null) {
            poll(isStopped, holdUntilNanos, cause, stopped);
          } else {
            giveUp(String.valueOf(failure.getMessage()), holdUntilNanos, stopped);
          }
        });
  }

  private void poll(
      Predicate<Csts> isStopped, long holdUntilNanos, long cause, LongConsumer stopped) {
    if (over) {
      return;
    }
    AdminCommands.whenDone(
        controller,
        admin.propertyGet(Property.CSTS),
        (csts, failure) -> {
          if (over) {
            return;
          }
          if (csts == null) {
            giveUp("its connection was lost", holdUntilNanos, stopped);
          } else if (isStopped.test(new Csts(csts.intValue()))) {
            cancel();
            stopped.accept(
                controller.record(
                    cause,
                    new ControllerEvent.Stopped(
                        new Csts(csts.intValue()).shutdown() == Csts.SHST_COMPLETE)));
          } else {
            poll =
                controller
                    .loop()
                    .schedule(POLL_NANOS, () -> poll(isStopped, holdUntilNanos, cause, stopped));
          }
        });
  }

  /** D + T as for {@link Fencing}: the target may accept the unanswered Keep Alive until then. */
  private long holdUntilNanos(OptionalLong keepAliveSentNanos) {
    Identity identity = controller.identity();
    if (identity.katoMillis() == 0 || identity.cqtMillis() == 0) {
      return 0;
    }
    long katoNanos = TimeUnit.MILLISECONDS.toNanos(identity.katoMillis());
    long nowNanos = controller.loop().nanos();
    long detectedNanos = Math.max(nowNanos, keepAliveSentNanos.orElse(0) + katoNanos);
    return detectedNanos
        + TimeUnit.MILLISECONDS.toNanos(identity.fenceTimeoutMillis(controller.settings()));
  }

  private void giveUp(String why, long holdUntilNanos, LongConsumer stopped) {
    if (over) {
      return;
    }
    cancel();
    long given = controller.record(0, new Note("Device not stopped: " + why));
    if (holdUntilNanos > controller.loop().nanos()) {
      hold.start(holdUntilNanos, given, stopped);
    } else {
      stopped.accept(given);
    }
  }

  /** Waits for the controller no longer; a {@link HoldEvent} that has begun goes on. */
  private void cancel() {
    over = true;
    if (limit != null) {
      limit.cancel(false);
    }
    if (poll != null) {
      poll.cancel(false);
    }
  }

  /** The run is over. */
  void close() {
    cancel();
    hold.cancel();
  }
}
