package dev.fenceline.host.controller;

import dev.fenceline.event.AenEvent;
import dev.fenceline.event.Cause;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Note;
import dev.fenceline.host.queue.Request;
import dev.fenceline.host.queue.Request.Answer;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.FeatureId;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.identify.IdentifyController;
import dev.fenceline.nvme.log.AsyncEvent;
import dev.fenceline.nvme.log.AsyncEvent.Enable;
import dev.fenceline.nvme.log.CcrLog;
import dev.fenceline.nvme.log.LogPageRequest;
import dev.fenceline.scenario.RecoveryPolicy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous events of one controller (Base specification, Asynchronous Event Request). One
 * request is outstanding while the controller is LIVE. When an event reports a completed
 * cross-controller reset (notice F4h, TP8028), reads log 1Eh and notifies the callers that wait for
 * an entry.
 */
public final class AsyncEvents {
  /** The events that every Linux host enables. */
  private static final int ALWAYS =
      Enable.NAMESPACE_ATTRIBUTE
          | Enable.FIRMWARE_ACTIVATION
          | Enable.ANA_CHANGE
          | Enable.DISCOVERY_CHANGE;

  /** A caller that waits for the outcome of a reset through this controller. */
  public record Waiter(InstanceId impacted, Outcome outcome) {
    /** A listener that receives the log entry of the reset. */
    @FunctionalInterface
    public interface Outcome {
      /**
       * Called with an entry that is no longer in progress; {@code cause} is the event of the read.
       */
      void logged(CcrLog.Entry entry, Cause cause);
    }
  }

  private final HostController controller;
  private final AdminRequests admin;
  private final NamespaceScan scan;
  private final AnaStates ana;
  private final List<Waiter> waiters = new ArrayList<>();

  public AsyncEvents(
      HostController controller, AdminRequests admin, NamespaceScan scan, AnaStates ana) {
    this.controller = controller;
    this.admin = admin;
    this.scan = scan;
    this.ana = ana;
  }

  /**
   * Called when the controller has become LIVE. Enables the events that the host wants and the
   * controller offers (a bit outside of OAES would be refused), and sends the request.
   */
  public void start() {
    int offered = (int) controller.identity().controller().get(IdentifyController.OAES);
    int wanted = wish(controller.settings().policy()) & offered;
    AdminRequests.whenDone(
        controller,
        admin.setFeature(FeatureId.ASYNC_EVENT_CONFIGURATION, wanted),
        (_, failure) -> {
          if (failure != null && controller.isLive()) {
            controller.record(
                Cause.NONE, new Note("Failed to configure AEN (cfg %x)".formatted(wanted)));
          }
          request(Cause.NONE);
        });
  }

  /** Returns the events to enable. A host without cross-controller reset disables its event. */
  private static int wish(RecoveryPolicy policy) {
    return policy.asksForReset() ? ALWAYS | Enable.CCR_COMPLETED : ALWAYS;
  }

  private void request(Cause cause) {
    if (controller.isLive()) {
      Request request =
          Request.admin(Command.asyncEventRequest(), 0, 0, (ended, answer) -> came(ended, answer));
      controller.queues().admin().submitAsyncEventRequest(request, cause);
    }
  }

  private void came(Request request, Answer answer) {
    if (!answer.status().isSuccess()) {
      return;
    }
    int dw0 = (int) answer.result();
    Cause cause =
        controller.record(request.endedEvent(), new AenEvent.Received(request.cid(), dw0));
    if (!controller.isLive()) {
      return;
    }
    AsyncEvent event = AsyncEvent.of(dw0);
    if (event.equals(AsyncEvent.PERSISTENT_INTERNAL_ERROR)) {
      // The reset will send the next request.
      controller.askForReset(ControllerEvent.ResetBegun.INTERNAL_ERROR, cause);
    } else {
      request(cause);
      handle(event, cause);
    }
  }

  /**
   * Handles an event. Accepts F4h regardless of the bit that enabled it, because the position of
   * that bit is not certain (reference 8.4, U3).
   */
  private void handle(AsyncEvent event, Cause cause) {
    if (event.equals(AsyncEvent.CCR_COMPLETED)) {
      readCcrLog(cause);
    } else if (event.equals(AsyncEvent.ANA_CHANGED)) {
      ana.readAgain();
    } else if (event.equals(AsyncEvent.NAMESPACE_CHANGED)) {
      AdminRequests.whenDone(controller, admin.changedNamespaces(), (_, _) -> scan.scan());
    } else {
      controller.record(cause, new Note("async event result " + event.hex()));
    }
  }

  /**
   * Reads the log, removes completed entries (RMC) and re-arms the event (RAE 0). Each event causes
   * one read.
   */
  private void readCcrLog(Cause cause) {
    AdminRequests.whenDone(
        controller, admin.takeCcrLog(), (log, failure) -> read(log, failure, false, cause));
  }

  /** Reads the log without changing anything, for a caller that is about to give up. */
  public void peekCcrLog(Cause cause) {
    if (controller.isLive() && controller.queues().takesAdminCommands()) {
      AdminRequests.whenDone(
          controller, admin.peekCcrLog(), (log, failure) -> read(log, failure, true, cause));
    }
  }

  private void read(
      @Nullable CcrLog log, @Nullable Throwable failure, boolean retainEvent, Cause cause) {
    if (log == null) {
      String why = failure == null ? "no answer" : failure.getMessage();
      controller.record(cause, new Note("CCR log could not be read: " + why));
      return;
    }
    int entries = log.entries().size();
    Cause read =
        controller.record(
            cause, new AenEvent.LogRead(LogPageRequest.LID_CCR, retainEvent, entries, textOf(log)));
    for (CcrLog.Entry entry : log.entries()) {
      controller.record(
          read,
          new AenEvent.CcrLogEntry(
              entry.icid(), entry.ciu(), entry.acid(), entry.status(), entry.flags()));
      if (entry.isDone()) {
        wake(entry, read);
      }
    }
  }

  private static String textOf(CcrLog log) {
    return String.join(
        ", ",
        log.entries().stream()
            .map(e -> "ICID %d CIU %02xh CCRS %d".formatted(e.icid(), e.ciu(), e.status()))
            .toList());
  }

  /**
   * Notifies the waiters of an entry. One read may notify several, because it also returns
   * completions that occurred while the event was masked.
   */
  private void wake(CcrLog.Entry entry, Cause cause) {
    for (Waiter waiter : List.copyOf(waiters)) {
      if (entry.names(waiter.impacted())) {
        waiter.outcome().logged(entry, cause);
      }
    }
  }

  public void add(Waiter waiter) {
    waiters.add(waiter);
  }

  public void remove(Waiter waiter) {
    waiters.remove(waiter);
  }
}
