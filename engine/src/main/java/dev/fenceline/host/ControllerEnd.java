package dev.fenceline.host;

import dev.fenceline.event.Cause;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.host.controller.AdminRequests;
import dev.fenceline.host.controller.ControllerStop;
import dev.fenceline.host.controller.HostController;
import dev.fenceline.host.controller.KeepAlive;
import dev.fenceline.nvme.StatusCode;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Ends the association of a LIVE controller in an orderly way, either to reset it (requested by a
 * user, after ANATT, or after a persistent internal error; nvme_reset_ctrl_work) or to remove it
 * (nvme_do_delete_ctrl). Does not fence.
 *
 * <p>In Linux's order, a reset tears down the I/O queues at once, so that commands in flight can
 * fail over, and only then notifies the controller. A removal first waits until no I/O is in
 * flight. If the controller is silent, the wait ends when its commands time out, and commands that
 * it still executes may do harm. This program's own policies use {@link OrderlyStop} instead.
 */
final class ControllerEnd {
  private final HostController controller;
  private final KeepAlive keepAlive;
  private final Reconnect reconnect;
  private final AdminRequests admin;
  private final OrderlyStop orderly;
  private @Nullable ControllerStop stop;

  ControllerEnd(
      HostController controller, KeepAlive keepAlive, Reconnect reconnect, AdminRequests admin) {
    this.controller = controller;
    this.keepAlive = keepAlive;
    this.reconnect = reconnect;
    this.admin = admin;
    this.orderly = new OrderlyStop(controller, admin);
  }

  private boolean stopsFirst() {
    return controller.settings().policy().stopsBeforeFailover();
  }

  /** Resets the controller: LIVE to RESETTING to CONNECTING. Tries to connect at once. */
  void reset(String reason, Cause cause) {
    Cause begun = controller.record(cause, new ControllerEvent.ResetBegun(reason, stopsFirst()));
    Cause resetting = controller.become(ControllerState.RESETTING, reason, begun);
    keepAlive.stop();
    Consumer<Cause> stopped = done -> connectAnew(reason, done);
    if (stopsFirst()) {
      orderly.disable(keepAlive.outstandingSinceNanos(), resetting, stopped);
    } else {
      controller.queues().tearDownIo(reason, StatusCode.HOST_ABORTED_COMMAND);
      stop(false, resetting, stopped);
    }
  }

  private void connectAnew(String reason, Cause cause) {
    controller.queues().tearDown(reason, StatusCode.HOST_ABORTED_COMMAND);
    if (controller.endsIfRemoved(cause)) {
      return;
    }
    reconnect.now(controller.become(ControllerState.CONNECTING, reason, cause));
  }

  /** Removes the controller: LIVE to DELETING to DEAD. */
  void remove(Cause cause) {
    Cause deleting = deleting(cause);
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

  /** Removes a controller that is not connected: CONNECTING to DELETING to DEAD. */
  void removeUnconnected(Cause cause) {
    reconnect.cancel();
    keepAlive.stop();
    removed(deleting(cause));
  }

  /**
   * Removes a controller that is being reset: RESETTING to DELETING. The reset in progress
   * completes first.
   */
  void removeAfterReset(Cause cause) {
    deleting(cause);
  }

  private Cause deleting(Cause cause) {
    Cause begun =
        controller.record(
            cause, new ControllerEvent.RemovalBegun(controller.subsystemNqn(), stopsFirst()));
    return controller.become(ControllerState.DELETING, HostController.REMOVED_BY_HAND, begun);
  }

  private void removed(Cause cause) {
    controller.queues().tearDown(HostController.REMOVED_BY_HAND, StatusCode.HOST_ABORTED_COMMAND);
    controller.become(ControllerState.DEAD, HostController.REMOVED_BY_HAND, cause);
  }

  private void stop(boolean shutDown, Cause cause, Consumer<Cause> stopped) {
    stop = new ControllerStop(controller, admin, shutDown, stopped);
    stop.start(cause);
  }

  /** Cancels everything at the end of the run. */
  void close() {
    orderly.close();
    if (stop != null) {
      stop.close();
    }
  }
}
