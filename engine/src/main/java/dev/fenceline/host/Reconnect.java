package dev.fenceline.host;

import dev.fenceline.clock.Timers.Timer;
import dev.fenceline.event.Cause;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.host.controller.AsyncEvents;
import dev.fenceline.host.controller.BringUp;
import dev.fenceline.host.controller.BringUpException;
import dev.fenceline.host.controller.HostController;
import dev.fenceline.host.controller.KeepAlive;
import dev.fenceline.host.controller.NamespaceScan;
import dev.fenceline.nvme.StatusCode;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Brings a controller up for the first time and after a failure. After a failure, makes one attempt
 * per reconnect delay until one succeeds, ctrl_loss_tmo has passed, or a step is refused with Do
 * Not Retry (nvme_tcp_reconnect_or_remove); fast_io_fail_tmo runs during that time.
 */
public final class Reconnect {
  private static final int NO_LIMIT = -1;

  private final HostController controller;
  private final BringUp bringUp;
  private final KeepAlive keepAlive;
  private final AsyncEvents asyncEvents;
  private final NamespaceScan scan;

  private @Nullable Timer delay;
  private @Nullable Timer fastIoFail;
  private boolean attempting;
  private boolean cancelled;

  /** Attempts since it was last LIVE (nr_reconnects). */
  private int reconnects;

  Reconnect(
      HostController controller,
      BringUp bringUp,
      KeepAlive keepAlive,
      AsyncEvents asyncEvents,
      NamespaceScan scan) {
    this.controller = controller;
    this.bringUp = bringUp;
    this.keepAlive = keepAlive;
    this.asyncEvents = asyncEvents;
    this.scan = scan;
  }

  /**
   * Connects a NEW controller. Like {@code nvme connect}, it does not try again if that fails.
   *
   * @param settled called when the controller is LIVE or DEAD
   */
  void connect(String address, Runnable settled) {
    keepAlive.controllerMade();
    controller.become(ControllerState.CONNECTING, "connecting, newly created", Cause.NONE);
    attempting = true;
    bringUp.start(failure -> {
      attempting = false;
      if (cancelled) {
        return;
      }
      if (failure == null) {
        live(
            controller.record(
                Cause.NONE,
                new ControllerEvent.Connected(
                    controller.subsystemNqn(), address, controller.settings().hostNqn())));
      } else {
        remove("never connected", connectFailed(failure));
      }
      settled.run();
    });
  }

  /**
   * Schedules the first attempt after the controller has become CONNECTING because of a failure.
   */
  void schedule(Cause cause) {
    armFastIoFail(cause);
    if (mayTryAgain()) {
      scheduleAttempt(cause);
    } else {
      giveUp(0, "ctrl_loss_tmo is 0", cause);
    }
  }

  /**
   * Tries at once after a reset has made the controller CONNECTING, without recording the attempt.
   * If it fails, it counts as the first attempt (nvme_reset_ctrl_work).
   */
  void now(Cause cause) {
    armFastIoFail(cause);
    attempting = true;
    bringUp.start(failure -> {
      attempting = false;
      if (cancelled) {
        return;
      }
      if (failure == null) {
        live(cause);
      } else {
        reconnects++;
        orRemove(failure, connectFailed(failure));
      }
    });
  }

  private void armFastIoFail(Cause cause) {
    if (controller.settings().fastIoFailMillis() >= 0) {
      fastIoFail =
          controller
              .timers()
              .arm(
                  controller.lane(),
                  "fast I/O fail",
                  TimeUnit.MILLISECONDS.toNanos(controller.settings().fastIoFailMillis()),
                  cause,
                  fired -> controller.fastIoFailed(true, fired));
    }
  }

  private int maxAttempts() {
    return controller.settings().ctrlLossMillis() < 0
        ? NO_LIMIT
        : (int)
            Math.ceilDiv(
                controller.settings().ctrlLossMillis(),
                Math.max(1, controller.settings().reconnectDelayMillis()));
  }

  /** Reports whether a further attempt is allowed (nvmf_should_reconnect). */
  private boolean mayTryAgain() {
    return maxAttempts() == NO_LIMIT || reconnects < maxAttempts();
  }

  private void scheduleAttempt(Cause cause) {
    long delayMillis = controller.settings().reconnectDelayMillis();
    Cause scheduled =
        controller.record(
            cause, new ReconnectEvent.Scheduled(delayMillis, reconnects + 1, maxAttempts()));
    delay =
        controller
            .timers()
            .arm(
                controller.lane(),
                "reconnect",
                TimeUnit.MILLISECONDS.toNanos(delayMillis),
                scheduled,
                this::tryAgain);
  }

  private void tryAgain(Cause cause) {
    reconnects++;
    Cause begun = controller.record(cause, new ReconnectEvent.Attempted(reconnects, maxAttempts()));
    attempting = true;
    bringUp.start(failure -> {
      attempting = false;
      if (cancelled) {
        return;
      }
      if (failure == null) {
        live(controller.record(begun, new ReconnectEvent.Succeeded(reconnects, maxAttempts())));
      } else {
        attemptFailed(failure, begun);
      }
    });
  }

  private void live(Cause cause) {
    reconnects = 0;
    cancel(fastIoFail);
    controller.fastIoFailed(false, cause);
    controller.become(ControllerState.LIVE, "connected", cause);
    asyncEvents.start();
    scan.scan();
  }

  /**
   * Ends the attempt in progress because a queue failed. Also stops its Keep Alive, because the
   * bring-up may be notified only later.
   */
  void abort(String trigger) {
    if (attempting) {
      keepAlive.stop();
      controller.queues().tearDown(trigger, StatusCode.HOST_ABORTED_COMMAND);
    }
  }

  private Cause connectFailed(BringUpException why) {
    keepAlive.stop();
    controller.queues().tearDown("bring-up failed", StatusCode.HOST_ABORTED_COMMAND);
    return controller.record(
        Cause.NONE, new ControllerEvent.ConnectFailed(why.step(), why.status(), why.problem()));
  }

  private void attemptFailed(BringUpException why, Cause begun) {
    connectFailed(why);
    String reason = why.step() + ": " + why.problem();
    orRemove(
        why,
        controller.record(begun, new ReconnectEvent.Failed(reconnects, maxAttempts(), reason)));
  }

  /** Reconnects or removes the controller (nvme_tcp_reconnect_or_remove). */
  private void orRemove(BringUpException why, Cause cause) {
    if (why.isFinalRefusal()) {
      giveUp(why.code(), why.step() + " was refused with Do Not Retry", cause);
    } else if (mayTryAgain()) {
      scheduleAttempt(cause);
    } else {
      giveUp(why.code(), "ctrl_loss_tmo has passed", cause);
    }
  }

  private void giveUp(int code, String reason, Cause cause) {
    Cause given = controller.record(cause, new ReconnectEvent.Removed(code, reason));
    ControllerEvent.RemovalBegun removal =
        new ControllerEvent.RemovalBegun(controller.subsystemNqn(), false);
    remove(reason, controller.record(given, removal));
  }

  private void remove(String reason, Cause cause) {
    cancel(fastIoFail);
    controller.become(
        ControllerState.DEAD, reason, controller.become(ControllerState.DELETING, reason, cause));
  }

  private static void cancel(@Nullable Timer timer) {
    if (timer != null) {
      timer.cancel();
    }
  }

  /** Cancels everything at the end of the run. */
  void cancel() {
    cancelled = true;
    cancel(delay);
    cancel(fastIoFail);
  }
}
