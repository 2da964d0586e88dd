package dev.fenceline.tap;

import dev.fenceline.event.Cause;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.StatusCode;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The Keep Alives of one host controller. The traffic shows whether a Keep Alive completed within
 * KATO. An expiry is recorded when the host visibly acts on it, or when the host must have detected
 * it.
 */
final class HostKeepAlive {
  private static final long ADMIN_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(60);

  /**
   * Time after KATO within which every host detects the expiry. A host that does not round its
   * timers detects it immediately.
   */
  private static final long ROUNDED_NANOS = TimeUnit.MILLISECONDS.toNanos(2_000);

  /** Tolerance for the order of PDUs on different paths. */
  private static final long DISORDER_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

  private static final long EXACT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final LaneRecorder recorder;
  private final HostTimer.Rhythm rhythm;
  private final HostTimer timer = new HostTimer();
  private long katoMillis;
  private boolean trafficBased;
  private @Nullable OutstandingCommand open;

  /** The time at which the outstanding Keep Alive completed too late; 0 if it did not complete. */
  private long lateNanos;

  private Cause expired = Cause.NONE;
  private long lastSentNanos;
  private boolean isOnTime;

  HostKeepAlive(LaneRecorder recorder, HostTimer.Rhythm rhythm) {
    this.recorder = recorder;
    this.rhythm = rhythm;
  }

  /** Sets the keep-alive timeout that the host requested; 0 means that there is none. */
  void kato(long millis) {
    katoMillis = millis;
  }

  /**
   * Sets whether other commands count as Keep Alives; the host then sends Keep Alives twice as
   * often.
   */
  void trafficBased(boolean isIt) {
    trafficBased = isIt;
  }

  /** Handles a command sent on the admin queue. */
  void submitted(OutstandingCommand command) {
    if (command.is(Opcode.Admin.ASYNC_EVENT) || command.command().isFabrics()) {
      return; // not a block-layer request, or a request of a different block-layer queue
    }
    boolean isKeepAlive = command.is(Opcode.Admin.KEEP_ALIVE);
    if (isKeepAlive) {
      sent(command);
    }
    timer.sent(command, command.sinceNanos() + (isKeepAlive ? katoNanos() : ADMIN_TIMEOUT_NANOS));
  }

  private long katoNanos() {
    return TimeUnit.MILLISECONDS.toNanos(katoMillis);
  }

  private void sent(OutstandingCommand command) {
    long now = command.sinceNanos();
    timer.ticks(now);
    if (lastSentNanos != 0 && katoMillis > 0) {
      isOnTime = rhythm.add(now - lastSentNanos, katoNanos() / (trafficBased ? 4 : 2));
    }
    lastSentNanos = now;
    lateNanos = 0;
    open = command;
    expired = Cause.NONE;
    recorder.record(command.recorded(), new KeepAliveEvent.Sent(command.cid()));
  }

  /** Handles the completion of a command of the admin queue. */
  void completed(OutstandingCommand command) {
    timer.answered(command, recorder.nanos());
  }

  /** Records the completion of a Keep Alive and returns its event. */
  Cause answered(OutstandingCommand command, Status status, int field, Cause cause) {
    if (command == open) {
      if (isOverdue()) {
        lateNanos = recorder.nanos();
      } else {
        open = null;
        expired = Cause.NONE;
      }
    }
    return recorder.record(
        cause,
        status.isSuccess()
            ? new KeepAliveEvent.Answered(command.cid(), recorder.nanos() - command.sinceNanos())
            : new KeepAliveEvent.Failed(command.cid(), field));
  }

  /**
   * Handles a command that the host sends. A host sends no further commands after it has detected
   * an overdue Keep Alive, so for this host a late completion was in time.
   */
  void used() {
    if (lateNanos != 0) {
      lateNanos = 0;
      open = null;
      expired = Cause.NONE;
    }
  }

  /** Records that the host has ended a Keep Alive together with its connection. */
  void cancelled(OutstandingCommand command, Cause cause) {
    if (command == open) {
      open = null;
    }
    recorder.record(
        cause, new KeepAliveEvent.Failed(command.cid(), StatusCode.HOST_ABORTED_COMMAND.code()));
  }

  /** Reports whether a Keep Alive has been outstanding for KATO. */
  boolean isOverdue() {
    return open != null
        && katoMillis > 0
        && recorder.nanos() >= overdueNanos(open) - DISORDER_NANOS;
  }

  /**
   * Reports whether the host sent no Keep Alive within KATO and thus must have failed to send one.
   */
  boolean isMissed() {
    return lastSentNanos != 0
        && katoMillis > 0
        && recorder.nanos() - lastSentNanos >= katoNanos() - DISORDER_NANOS;
  }

  private long overdueNanos(OutstandingCommand command) {
    return command.sinceNanos() + katoNanos();
  }

  /**
   * Returns the time by which the host must have detected that the outstanding Keep Alive is
   * overdue; {@link Long#MAX_VALUE} if there is none. If the Keep Alive completed late but before
   * that time, the time is extended, because a host that has not detected the expiry sends another
   * Keep Alive.
   */
  long foundByNanos() {
    if (open == null || katoMillis == 0) {
      return Long.MAX_VALUE;
    }
    long byNanos = overdueNanos(open) + (rhythm.isExact() ? EXACT_NANOS : ROUNDED_NANOS);
    return lateNanos == 0 || lateNanos >= byNanos
        ? byNanos
        : Math.max(byNanos, lateNanos + katoNanos() / 2 + EXACT_NANOS);
  }

  /**
   * Reports whether a host that ends its connections now has only just detected that the last Keep
   * Alive is overdue.
   */
  boolean isFoundNow() {
    long sinceSent = recorder.nanos() - lastSentNanos;
    return lastSentNanos != 0
        && katoMillis > 0
        && sinceSent >= katoNanos() - DISORDER_NANOS
        && sinceSent <= katoNanos() + (rhythm.isExact() ? EXACT_NANOS : ROUNDED_NANOS);
  }

  /**
   * Reports whether the host, which last sent something at {@code heardNanos}, should have sent a
   * Keep Alive since.
   */
  boolean isSilentSince(long heardNanos) {
    long kept = trafficBased || lastSentNanos == 0 ? heardNanos : lastSentNanos;
    return katoMillis > 0 && recorder.nanos() - kept > katoNanos() / 4 * 3;
  }

  /** Reports whether the Keep Alives have shown when the host detects an overdue one. */
  boolean isFindingKnown() {
    return rhythm.isExact() || rhythm.isOnWheel();
  }

  /**
   * Reports whether the Keep Alives have shown that the host's timers behave like those of Linux.
   */
  boolean isOfLinux() {
    return !rhythm.isExact() && rhythm.isOnWheel();
  }

  /** Reports whether the last Keep Alive was sent exactly on time. */
  boolean isOnTime() {
    return isOnTime;
  }

  /** Returns the event of the outstanding Keep Alive. */
  Cause sent() {
    return open == null ? Cause.NONE : open.recorded();
  }

  /** Returns the time at which the last Keep Alive was sent. */
  long sentNanos() {
    return lastSentNanos;
  }

  /** Returns the time since which the outstanding Keep Alive has been overdue. */
  long overdueNanos() {
    return open == null ? recorder.nanos() : Math.min(overdueNanos(open), recorder.nanos());
  }

  /**
   * Returns the time at which the host detects that the outstanding Keep Alive is overdue. Valid
   * only if {@link #isFindingKnown}.
   */
  long foundNanos() {
    OutstandingCommand command = open;
    if (command == null) {
      return recorder.nanos();
    }
    long found = rhythm.isExact() ? overdueNanos(command) : timer.findsNanos(command);
    return Math.min(found, recorder.nanos());
  }

  /** Records that the outstanding Keep Alive has expired and returns its event. */
  Cause expire() {
    OutstandingCommand command = open;
    if (command != null && expired.isNone()) {
      Cause timedOut =
          recorder.record(
              command.recorded(),
              new CommandEvent.TimedOut(
                  command.qid(), command.cid(), command.command().opcode(), katoMillis));
      expired =
          recorder.record(
              timedOut, new KeepAliveEvent.Expired(command.cid(), command.sinceNanos()));
    }
    return expired;
  }

  /** Forgets the Keep Alives of the association, because some may not have been seen. */
  void missed() {
    forget();
  }

  /** Resets the state for a new association. */
  void forget() {
    open = null;
    lateNanos = 0;
    expired = Cause.NONE;
    lastSentNanos = 0;
    isOnTime = false;
    timer.forget();
  }
}
