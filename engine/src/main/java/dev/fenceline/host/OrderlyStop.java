package dev.fenceline.host;

import dev.fenceline.event.Cause;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.HoldEvent;
import dev.fenceline.event.Note;
import dev.fenceline.host.controller.AdminRequests;
import dev.fenceline.host.controller.HostController;
import dev.fenceline.host.controller.Identity;
import dev.fenceline.host.fencing.Fencing;
import dev.fenceline.host.fencing.TimeBasedHold;
import dev.fenceline.nvme.Properties.Cc;
import dev.fenceline.nvme.Properties.Csts;
import dev.fenceline.nvme.Property;
import io.netty.util.concurrent.Future;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Stops a LIVE controller before its queues are torn down: by CC.SHN to remove it, by CC.EN to
 * reset it (Base specification, section 3.6). A controller that reports that it has stopped
 * executes no further commands, so commands without a response may fail over.
 *
 * <p>This program's own policies use this order. Linux uses another one ({@link ControllerEnd}) and
 * continues if the controller does not report in time, which is as unsafe as a failover without
 * fencing. This host then waits for the rest of T, if T is bounded.
 *
 * <p>Before a shutdown, I/O in flight gets some time to complete, as in Linux, because a controller
 * that shuts down fails late commands with an error.
 */
final class OrderlyStop {
  /**
   * The longest wait for I/O in flight, and then for the controller (shutdown_timeout of the nvme
   * module).
   */
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final HostController controller;
  private final AdminRequests admin;
  private final TimeBasedHold hold;
  private @Nullable Future<?> limit;
  private @Nullable Future<?> poll;
  private boolean over;

  OrderlyStop(HostController controller, AdminRequests admin) {
    this.controller = controller;
    this.admin = admin;
    this.hold = new TimeBasedHold(controller);
  }

  /** Disables the controller: sets CC.EN to 0 and waits until CSTS.RDY is 0. */
  void disable(OptionalLong keepAliveSentNanos, Cause cause, Consumer<Cause> stopped) {
    Cc disabled = Cc.disabled();
    start(disabled, csts -> !csts.ready(), holdUntilNanos(keepAliveSentNanos), cause, stopped);
  }

  /** Shuts the controller down: sets CC.SHN to 1 and waits until CSTS.SHST is 2. */
  void shutDown(OptionalLong keepAliveSentNanos, Cause cause, Consumer<Cause> stopped) {
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
      Cc cc, Predicate<Csts> isStopped, long holdUntilNanos, Cause cause, Consumer<Cause> stopped) {
    over = false;
    if (limit != null) {
      limit.cancel(false);
    }
    limit =
        controller
            .loop()
            .schedule(LIMIT_NANOS, () -> giveUp("it took too long", holdUntilNanos, stopped));
    AdminRequests.whenDone(
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
      Predicate<Csts> isStopped, long holdUntilNanos, Cause cause, Consumer<Cause> stopped) {
    if (over) {
      return;
    }
    AdminRequests.whenDone(
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

  /**
   * Returns D + T as for {@link Fencing}, or 0 if T is not bounded. D is at least KATO after the
   * unanswered Keep Alive was sent, because the target may accept it until then.
   */
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

  private void giveUp(String why, long holdUntilNanos, Consumer<Cause> stopped) {
    if (over) {
      return;
    }
    cancel();
    Cause given = controller.record(Cause.NONE, new Note("Device not stopped: " + why));
    if (holdUntilNanos > controller.loop().nanos()) {
      hold.start(holdUntilNanos, given, stopped);
    } else {
      stopped.accept(given);
    }
  }

  /** Stops waiting for the controller. A {@link HoldEvent} that has begun continues. */
  private void cancel() {
    over = true;
    if (limit != null) {
      limit.cancel(false);
    }
    if (poll != null) {
      poll.cancel(false);
    }
  }

  /** Cancels everything at the end of the run. */
  void close() {
    cancel();
    hold.cancel();
  }
}
