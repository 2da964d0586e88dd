package dev.fenceline.host.fencing;

import dev.fenceline.clock.Timers.Timer;
import dev.fenceline.event.Cause;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.value.CcrOutcome;
import dev.fenceline.host.controller.AsyncEvents.Waiter;
import dev.fenceline.host.controller.HostController;
import dev.fenceline.host.queue.Request;
import dev.fenceline.host.queue.Request.Answer;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.StatusCode;
import dev.fenceline.nvme.log.CcrLog;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One Cross-Controller Reset (TP8028, opcode 38h) of one impacted instance through one source, from
 * the command to its outcome (nvme_issue_wait_ccr in the series, patch 8 of 14 and later):
 *
 * <pre>
 * take one credit of the source
 * send CCR(ICID, CIU, CIRN of the impacted instance) on the source's admin queue
 *   status != 0     -> REJECTED
 *   DW0 bit 0 = 1   -> IMMEDIATE: the instance no longer exists
 *   else wait for the log entry, at most W after that response
 *     CCRS 1 -> SUCCESS, CCRS 2 -> FAILED, none in time -> TIMED_OUT
 * return the credit
 * </pre>
 *
 * <p>In the series the command is sent synchronously: its response may take as long as the source
 * holds requests, and the wait for the entry continues even if the source fails or T passes. This
 * program ends both at D + T, and earlier if the source itself fails. It reads the log once more
 * before it gives up, so a lost event costs only time.
 */
final class CrossControllerReset {
  /** A listener for the outcome, called once. */
  @FunctionalInterface
  interface Ending {
    /**
     * Called with the outcome.
     *
     * @param inProgress whether the source refused it because it has a reset of that instance
     *     already in progress (13Fh)
     */
    void ended(CcrOutcome outcome, boolean inProgress, Cause cause);
  }

  /** Time from the last read of the log to giving up. It is ample for one round trip. */
  private static final long LAST_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final CcrSource source;
  private final HostController impacted;
  private final InstanceId instance;
  private final boolean ours;
  private final Ending ending;
  private final Waiter waiter;
  private final HostController.Listener sourceWatch;

  private @Nullable Request command;
  private @Nullable Timer lastLook;
  private @Nullable Timer giveUp;
  private Cause issued = Cause.NONE;
  private long waitNanos;
  private long deadlineNanos;
  private boolean ended;

  CrossControllerReset(CcrSource source, HostController impacted, Ending ending) {
    this.source = source;
    this.impacted = impacted;
    this.instance = impacted.identity().instance();
    this.ours = impacted.settings().policy().isOurs();
    this.ending = ending;
    this.waiter = new Waiter(instance, this::logged);
    this.sourceWatch = (_, cause) -> sourceChanged(cause);
  }

  private String device() {
    return source.controller().device();
  }

  /**
   * Sends the command. The waiter is registered first, so that no log read can remove the entry
   * unnoticed.
   *
   * @param waitNanos W, measured from the response
   * @param deadlineNanos D + T
   */
  void start(long waitNanos, long deadlineNanos, Cause cause) {
    this.waitNanos = waitNanos;
    this.deadlineNanos = deadlineNanos;
    source.takeCredit();
    source.asyncEvents().add(waiter);
    Request request =
        Request.admin(
            Command.crossControllerReset(instance),
            0,
            source.controller().settings().adminTimeoutMillis(),
            this::answered);
    command = request;
    source.controller().queues().admin().submit(request, cause);
    issued =
        impacted.record(
            cause,
            new FencingEvent.CcrIssued(device(), instance, request.cid(), source.creditLeft()));
    if (ours) {
      source.controller().addListener(sourceWatch);
      giveUp = arm("CCR wait", leftNanos(), fired -> end(CcrOutcome.TIMED_OUT, fired));
    }
  }

  private long leftNanos() {
    return deadlineNanos - impacted.loop().nanos();
  }

  private Timer arm(String name, long delayNanos, Consumer<Cause> task) {
    return impacted.timers().arm(impacted.lane(), name, delayNanos, issued, task);
  }

  private void answered(Request request, Answer answer) {
    command = null;
    if (answer.byHost()) {
      end(CcrOutcome.SOURCE_LOST, request.endedEvent());
      return;
    }
    boolean immediate = answer.status().isSuccess() && Completion.isResetImmediate(answer.result());
    Cause cause =
        impacted.record(
            request.endedEvent(),
            new FencingEvent.CcrAnswered(device(), request.cid(), answer.field(), immediate));
    if (!answer.status().isSuccess()) {
      end(CcrOutcome.REJECTED, answer.status().is(StatusCode.CCR_IN_PROGRESS), cause);
    } else if (immediate) {
      end(CcrOutcome.IMMEDIATE, cause);
    } else {
      awaitEntry();
    }
  }

  private void awaitEntry() {
    cancel(giveUp);
    long delayNanos = ours ? Math.min(waitNanos, leftNanos()) : waitNanos;
    if (ours) {
      lastLook = arm("last look at CCR log", delayNanos - LAST_LOOK_NANOS, this::lookOnceMore);
    }
    giveUp = arm("CCR wait", delayNanos, fired -> end(CcrOutcome.TIMED_OUT, fired));
  }

  private void lookOnceMore(Cause cause) {
    source.asyncEvents().peekCcrLog(cause);
  }

  private void logged(CcrLog.Entry entry, Cause cause) {
    boolean success = entry.status() == CcrLog.Entry.SUCCESS;
    end(success ? CcrOutcome.SUCCESS : CcrOutcome.FAILED, cause);
  }

  private void sourceChanged(Cause cause) {
    if (!source.controller().isLive()) {
      end(CcrOutcome.SOURCE_LOST, cause);
    }
  }

  private void end(CcrOutcome outcome, Cause cause) {
    end(outcome, false, cause);
  }

  private void end(CcrOutcome outcome, boolean inProgress, Cause cause) {
    if (!ended) {
      cancel();
      ending.ended(outcome, inProgress, cause);
    }
  }

  /** Stops waiting, calls no listener, and returns the credit once. */
  void cancel() {
    if (ended) {
      return;
    }
    ended = true;
    cancel(lastLook);
    cancel(giveUp);
    source.asyncEvents().remove(waiter);
    source.controller().removeListener(sourceWatch);
    if (command != null) {
      command.abandon();
    }
    source.returnCredit();
  }

  private static void cancel(@Nullable Timer timer) {
    if (timer != null) {
      timer.cancel();
    }
  }
}
