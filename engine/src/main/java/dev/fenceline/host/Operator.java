package dev.fenceline.host;

import dev.fenceline.event.ActionEvent;
import dev.fenceline.event.ControllerState;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.StatusCode;
import dev.fenceline.scenario.Action;

/**
 * What a person can do to one controller, as with nvme-cli: remove it, reset it, send it a
 * cross-controller reset. While it is FENCING or FENCED the first two are refused (EBUSY), because
 * both would cancel requests that must be held; so Linux with the series. A person who removes or
 * resets a LIVE controller does not fence it: the controller is asked to stop instead.
 */
final class Operator {
  private final HostController controller;
  private final KeepAlive keepAlive;
  private final Reconnect reconnect;
  private final OrderlyStop stop;

  Operator(
      HostController controller, KeepAlive keepAlive, Reconnect reconnect, AdminCommands admin) {
    this.controller = controller;
    this.keepAlive = keepAlive;
    this.reconnect = reconnect;
    this.stop = new OrderlyStop(controller, admin);
  }

  /** Removes it: LIVE or CONNECTING to DELETING to DEAD. */
  void disconnect(Action.Disconnect action, long cause) {
    switch (controller.state()) {
      case LIVE -> {
        long deleting = controller.become(ControllerState.DELETING, "disconnected by hand", cause);
        keepAlive.stop();
        stop.shutDown(keepAlive.outstandingSinceNanos(), deleting, this::remove);
      }
      case CONNECTING -> {
        reconnect.cancel();
        keepAlive.stop();
        remove(controller.become(ControllerState.DELETING, "disconnected by hand", cause));
      }
      case FENCING, FENCED, RESETTING -> refuse(action, busy(), cause);
      case NEW, DELETING, DELETING_NO_IO, DEAD -> refuse(action, gone(), cause);
    }
  }

  private void remove(long cause) {
    controller.tearDown("disconnected by hand", StatusCode.HOST_ABORTED_COMMAND);
    controller.become(ControllerState.DEAD, "disconnected by hand", cause);
  }

  /** Resets it: LIVE to RESETTING to CONNECTING, and tries to connect at once. */
  void reset(Action.Reset action, long cause) {
    switch (controller.state()) {
      case LIVE -> {
        long resetting = controller.become(ControllerState.RESETTING, "reset by hand", cause);
        keepAlive.stop();
        stop.disable(keepAlive.outstandingSinceNanos(), resetting, this::connectAnew);
      }
      case CONNECTING, FENCING, FENCED, RESETTING -> refuse(action, busy(), cause);
      case NEW, DELETING, DELETING_NO_IO, DEAD -> refuse(action, gone(), cause);
    }
  }

  private void connectAnew(long cause) {
    controller.tearDown("reset by hand", StatusCode.HOST_ABORTED_COMMAND);
    reconnect.now(controller.become(ControllerState.CONNECTING, "reset by hand", cause));
  }

  /** Sends it the command to reset an instance. */
  void crossControllerReset(Action.Ccr action, InstanceId named, long cause) {
    if (!controller.isLive() || !controller.takesAdminCommands()) {
      refuse(action, busy(), cause);
      return;
    }
    Request request =
        Request.admin(
            Command.crossControllerReset(named),
            0,
            controller.settings().adminTimeoutMillis(),
            (ended, answer) -> {
              boolean immediate =
                  answer.status().isSuccess() && Completion.isResetImmediate(answer.result());
              controller.record(
                  ended.endedSequence(),
                  new ActionEvent.CcrAnswered(named, ended.cid(), answer.field(), immediate));
            });
    controller.adminQueue().submit(request, cause);
  }

  /** Says that an action cannot be done now. */
  void refuse(Action action, String reason, long cause) {
    controller.record(cause, new ActionEvent.Refused(action.command(), reason));
  }

  private String busy() {
    return "EBUSY: %s is %s".formatted(controller.device(), controller.state().word());
  }

  private String gone() {
    return "ENODEV: %s is %s".formatted(controller.device(), controller.state().word());
  }

  /** The run is over. */
  void cancel() {
    stop.close();
  }
}
