package dev.fenceline.host;

import dev.fenceline.event.ActionEvent;
import dev.fenceline.event.Cause;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.host.controller.HostController;
import dev.fenceline.host.queue.Request;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.scenario.Action;

/**
 * Performs the actions of a user on one controller, as with nvme-cli: removes it, resets it, or
 * sends it a cross-controller reset. While the controller is FENCING or FENCED, the first two are
 * refused, because both would cancel requests that must be held. Linux with the series does the
 * same (reference 8.4, U15): a reset fails with EAGAIN, and a removal is silently ignored.
 */
final class Operator {
  private final HostController controller;
  private final ControllerEnd end;

  Operator(HostController controller, ControllerEnd end) {
    this.controller = controller;
    this.end = end;
  }

  /** Removes the controller. */
  void disconnect(Action.Disconnect action, Cause cause) {
    switch (controller.state()) {
      case LIVE -> end.remove(cause);
      case CONNECTING -> end.removeUnconnected(cause);
      case RESETTING -> end.removeAfterReset(cause);
      case FENCING, FENCED -> refuse(action, without("no effect"), cause);
      case NEW, DELETING, DELETING_NO_IO, DEAD -> refuse(action, without("ENODEV"), cause);
    }
  }

  /** Resets the controller. */
  void reset(Action.Reset action, Cause cause) {
    switch (controller.state()) {
      case LIVE -> end.reset(ControllerEvent.ResetBegun.BY_HAND, cause);
      case FENCING, FENCED -> refuse(action, without("EAGAIN"), cause);
      case CONNECTING, RESETTING -> refuse(action, without("EBUSY"), cause);
      case NEW, DELETING, DELETING_NO_IO, DEAD -> refuse(action, without("ENODEV"), cause);
    }
  }

  /** Sends the controller a Cross-Controller Reset of an instance. */
  void crossControllerReset(Action.Ccr action, InstanceId named, Cause cause) {
    if (!controller.isLive() || !controller.queues().takesAdminCommands()) {
      refuse(action, without("EBUSY"), cause);
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
                  ended.endedEvent(),
                  new ActionEvent.CcrAnswered(named, ended.cid(), answer.field(), immediate));
            });
    controller.queues().admin().submit(request, cause);
  }

  /** Records that an action cannot be performed now. */
  void refuse(Action action, String reason, Cause cause) {
    controller.record(cause, new ActionEvent.Refused(action.command(), reason));
  }

  private String without(String what) {
    return "%s: %s is %s".formatted(what, controller.device(), controller.state().word());
  }

  /** Cancels everything at the end of the run. */
  void cancel() {
    end.close();
  }
}
