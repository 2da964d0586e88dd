package dev.fenceline.host;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.ControllerState;
import dev.fenceline.nvme.StatusCode;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Ends the association of a LIVE controller in good order: to reset it (a person, ANATT, or a
 * persistent internal error; nvme_reset_ctrl_work), or to remove it (nvme_do_delete_ctrl). Nothing
 * is fenced.
 *
 * <p>In Linux's order a reset tears the I/O queues down at once, so that what is in flight goes
 * elsewhere, and only then tells the controller; a removal first waits until no I/O is in flight. A
 * controller that is silent is not waited for beyond the time of its commands, and what it still
 * executes may do harm. The policies that are ours have {@link OrderlyStop} instead.
 */
final class ControllerEnd {
  private final HostController controller;
  private final KeepAlive keepAlive;
  private final Reconnect reconnect;
  private final AdminCommands admin;
  private final OrderlyStop orderly;
  private @Nullable ControllerStop stop;

  ControllerEnd(
      HostController controller, KeepAlive keepAlive, Reconnect reconnect, AdminCommands admin) {
    this.controller = controller;
    this.keepAlive = keepAlive;
    this.reconnect = reconnect;
    this.admin = admin;
    this.orderly = new OrderlyStop(controller, admin);
  }

  private boolean stopsFirst() {
    return controller.settings().policy().stopsBeforeFailover();
  }

  /** Resets it: LIVE to RESETTING to CONNECTING, and tries to connect at once. */
  void reset(String reason, long cause) {
    long begun = controller.record(cause, new ControllerEvent.ResetBegun(reason, stopsFirst()));
    long resetting = controller.become(ControllerState.RESETTING, reason, begun);
    keepAlive.stop();
    LongConsumer stopped = done -> connectAnew(reason, done);
    if (stopsFirst()) {
      orderly.disable(keepAlive.outstandingSinceNanos(), resetting, stopped);
    } else {
      controller.queues().tearDownIo(reason, StatusCode.HOST_ABORTED_COMMAND);
      stop(false, resetting, stopped);
    }
  }

  private void connectAnew(String reason, long cause) {
    controller.queues().tearDown(reason, StatusCode.HOST_ABORTED_COMMAND);
    if (controller.endsIfRemoved(cause)) {
      return;
    }
    reconnect.now(controller.become(ControllerState.CONNECTING, reason, cause));
  }

  /** Removes it: LIVE to DELETING to DEAD. */
  void remove(long cause) {
    long deleting = deleting(cause);
    keepAlive.stop();
    if (stopsFirst()) {
      orderly.shutDown(keepAlive.outstandingSinceNanos(), deleting, this::removed);
    } else {
      controller.whenIoIdle(() -> {
        controller
            .queues()
            .tearDownIo(HostController.REMOVED_BY_HAND, StatusCode.HOST_ABORTED_COMMAND);
        stop(true, deleting, this::removed);
      });
    }
  }

  /** Removes one that is not connected: CONNECTING to DELETING to DEAD. */
  void removeUnconnected(long cause) {
    reconnect.cancel();
    keepAlive.stop();
    removed(deleting(cause));
  }

  /** Removes one that is being reset: RESETTING to DELETING; what the reset began goes on first. */
  void removeAfterReset(long cause) {
    deleting(cause);
  }

  private long deleting(long cause) {
    long begun =
        controller.record(
            cause, new ControllerEvent.RemovalBegun(controller.subsystemNqn(), stopsFirst()));
    return controller.become(ControllerState.DELETING, HostController.REMOVED_BY_HAND, begun);
  }

  private void removed(long cause) {
    controller.queues().tearDown(HostController.REMOVED_BY_HAND, StatusCode.HOST_ABORTED_COMMAND);
    controller.become(ControllerState.DEAD, HostController.REMOVED_BY_HAND, cause);
  }

  private void stop(boolean shutDown, long cause, LongConsumer stopped) {
    stop = new ControllerStop(controller, admin, shutDown, stopped);
    stop.start(cause);
  }

  /** The run is over. */
  void close() {
    orderly.close();
    if (stop != null) {
      stop.close();
    }
  }
}
