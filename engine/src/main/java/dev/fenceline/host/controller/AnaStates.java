package dev.fenceline.host.controller;

import dev.fenceline.clock.Timers.Timer;
import dev.fenceline.event.Cause;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.nvme.AnaState;
import dev.fenceline.nvme.identify.IdentifyController;
import dev.fenceline.nvme.log.AnaLog;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The ANA states of a controller's namespaces. Reads the ANA log in bring-up and whenever the
 * controller or an answer indicates a change. If a group stays in the change state for twice ANATT,
 * the controller is reset (nvme_anatt_timeout).
 */
public final class AnaStates {
  private static final int ANA_REPORTED = 1 << 3;

  /** Largest part of an ANA log that is read. The rest of a larger log is ignored. */
  private static final long LOG_LIMIT_BYTES = 1 << 20;

  /** Linux waits for twice ANATT, to allow for the transport and for handling the event. */
  private static final int SLACK = 2;

  private final HostController controller;
  private final AdminRequests admin;
  private @Nullable Timer transition;
  private boolean reading;
  private boolean askedAgain;

  public AnaStates(HostController controller, AdminRequests admin) {
    this.controller = controller;
    this.admin = admin;
  }

  /** Reads the log and applies its states, if the controller reports ANA. */
  CompletableFuture<?> read() {
    IdentifyController identified = controller.identity().controller();
    if ((identified.get(IdentifyController.CMIC) & ANA_REPORTED) == 0) {
      return CompletableFuture.completedFuture(null);
    }
    long bytes =
        AnaLog.HEADER_SIZE
            + identified.get(IdentifyController.NANAGRPID) * AnaLog.Group.HEADER_SIZE
            + identified.get(IdentifyController.NN) * Integer.BYTES;
    return admin.anaLog((int) Math.min(bytes, LOG_LIMIT_BYTES)).thenAccept(this::take);
  }

  /** Reads the log again. If a read is in progress, reads it once more afterwards. */
  public void readAgain() {
    if (reading) {
      askedAgain = true;
    } else if (controller.isLive()) {
      reading = true;
      askedAgain = false;
      AdminRequests.whenDone(
          controller,
          read(),
          (_, _) -> {
            reading = false;
            if (askedAgain) {
              readAgain();
            }
          });
    }
  }

  private void take(AnaLog log) {
    log.groups().forEach(group -> controller.anaState(group.id(), group.state(), Cause.NONE));
    controller.anaRead();
    stop();
    long limitMillis = limitMillis();
    if (limitMillis > 0
        && log.groups().stream().anyMatch(group -> group.state() == AnaState.CHANGE)) {
      transition =
          controller
              .timers()
              .arm(
                  controller.lane(),
                  "ANA transition",
                  TimeUnit.MILLISECONDS.toNanos(limitMillis),
                  Cause.NONE,
                  this::tookTooLong);
    }
  }

  private long limitMillis() {
    long seconds = controller.identity().controller().get(IdentifyController.ANATT);
    return TimeUnit.SECONDS.toMillis(SLACK * seconds);
  }

  private void tookTooLong(Cause cause) {
    transition = null;
    controller.askForReset(ControllerEvent.ResetBegun.ANATT, cause);
  }

  /** Stops waiting for transitions to end. */
  public void stop() {
    if (transition != null) {
      transition.cancel();
      transition = null;
    }
  }
}
