package dev.fenceline.tap;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.StatusCode;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The Keep Alives of one host controller. That one was not answered for a whole KATO is seen on the
 * wire; that the host knows it is said when it is seen to act, or when it must have found out.
 */
final class HostKeepAlive {
  private static final long ADMIN_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** How many Keep Alives a host with traffic-based ones may leave out between two. */
  private static final int LEFT_OUT_MAX = 4;

  /** Intervals that are right to so much are exact; those of a timer wheel are 1 or 2% longer. */
  private static final double EXACT = 0.005;

  /** A host that rounds its timers finds out within this after KATO, one that does not at once. */
  private static final long ROUNDED_NANOS = TimeUnit.MILLISECONDS.toNanos(2_000);

  /** Paths are not seen in the order in which a host uses them. */
  private static final long DISORDER_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

  private static final long EXACT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final Scribe scribe;
  private final HostTimer timer = new HostTimer();
  private long katoMillis;
  private boolean trafficBased;
  private @Nullable OpenCommand open;

  /** When the open one was answered, too late; 0: it was not. */
  private long lateNanos;

  private long expired;
  private long lastSentNanos;
  private boolean isExact;

  HostKeepAlive(Scribe scribe) {
    this.scribe = scribe;
  }

  /** What the host has asked for; 0: none. */
  void kato(long millis) {
    katoMillis = millis;
  }

  /** Whether other commands count too: then they come twice as often. */
  void trafficBased(boolean isIt) {
    trafficBased = isIt;
  }

  /** A command of the admin queue was sent. */
  void submitted(OpenCommand command) {
    if (command.is(Opcode.Admin.ASYNC_EVENT) || command.command().isFabrics()) {
      return; // no request of the block layer, or of another queue there
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

  private void sent(OpenCommand command) {
    long now = command.sinceNanos();
    timer.ticks(now);
    if (lastSentNanos != 0 && katoMillis > 0) {
      double usual = katoNanos() / (trafficBased ? 4.0 : 2.0);
      double intervals = (now - lastSentNanos) / usual;
      long whole = Math.round(intervals);
      isExact |= whole >= 1 && whole <= LEFT_OUT_MAX && Math.abs(intervals - whole) < EXACT * whole;
    }
    lastSentNanos = now;
    lateNanos = 0;
    open = command;
    expired = 0;
    scribe.record(command.sequence(), new KeepAliveEvent.Sent(command.cid()));
  }

  /** A command of the admin queue was answered. */
  void completed(OpenCommand command) {
    timer.answered(command, scribe.nanos());
  }

  /** A Keep Alive was answered; returns the event that says how. */
  long answered(OpenCommand command, Status status, int field, long cause) {
    if (command == open) {
      if (isOverdue()) {
        lateNanos = scribe.nanos();
      } else {
        open = null;
        expired = 0;
      }
    }
    return scribe.record(
        cause,
        status.isSuccess()
            ? new KeepAliveEvent.Answered(command.cid(), scribe.nanos() - command.sinceNanos())
            : new KeepAliveEvent.Failed(command.cid(), field));
  }

  /**
   * The host uses the controller. One that has found a Keep Alive overdue sends nothing more: if
   * its answer came late, it came in time for the host.
   */
  void used() {
    if (lateNanos != 0) {
      lateNanos = 0;
      open = null;
      expired = 0;
    }
  }

  /** The host has ended it, with the connection. */
  void cancelled(OpenCommand command, long cause) {
    if (command == open) {
      open = null;
    }
    scribe.record(
        cause, new KeepAliveEvent.Failed(command.cid(), StatusCode.HOST_ABORTED_COMMAND.code()));
  }

  /** Whether one was not answered for a whole KATO. */
  boolean isOverdue() {
    return open != null && katoMillis > 0 && scribe.nanos() >= overdueNanos(open) - DISORDER_NANOS;
  }

  /** Whether none has come for so long that the host must have failed to send one. */
  boolean isMissed() {
    return lastSentNanos != 0
        && katoMillis > 0
        && scribe.nanos() - lastSentNanos >= katoNanos() - DISORDER_NANOS;
  }

  private long overdueNanos(OpenCommand command) {
    return command.sinceNanos() + katoNanos();
  }

  /**
   * When the host must have found out that the open one is overdue; never, if there is none. One
   * that was answered after all, before that, is followed by another one if the host has not.
   */
  long foundByNanos() {
    if (open == null || katoMillis == 0) {
      return Long.MAX_VALUE;
    }
    long byNanos = overdueNanos(open) + (isExact ? EXACT_NANOS : ROUNDED_NANOS);
    return lateNanos == 0 || lateNanos >= byNanos
        ? byNanos
        : Math.max(byNanos, lateNanos + katoNanos() / 2 + EXACT_NANOS);
  }

  /** Whether a host that ends its connections now has just found the last one without an answer. */
  boolean isFoundNow() {
    long sinceSent = scribe.nanos() - lastSentNanos;
    return lastSentNanos != 0
        && katoMillis > 0
        && sinceSent >= katoNanos() - DISORDER_NANOS
        && sinceSent <= katoNanos() + (isExact ? EXACT_NANOS : ROUNDED_NANOS);
  }

  /** Whether the host, which was heard last at that moment, should have kept it alive since. */
  boolean isSilentSince(long heardNanos) {
    long kept = trafficBased || lastSentNanos == 0 ? heardNanos : lastSentNanos;
    return katoMillis > 0 && scribe.nanos() - kept > katoNanos() / 4 * 3;
  }

  /** When the host has probably found out that the open one is overdue. */
  long foundNanos() {
    OpenCommand command = open;
    if (command == null) {
      return scribe.nanos();
    }
    long found = isExact ? overdueNanos(command) : timer.findsNanos(command);
    return Math.min(found, scribe.nanos());
  }

  /** Says that the open one has expired, and returns the event that says it. */
  long expire() {
    OpenCommand command = open;
    if (command != null && expired == 0) {
      long timedOut =
          scribe.record(
              command.sequence(),
              new CommandEvent.TimedOut(
                  command.qid(), command.cid(), command.command().opcode(), katoMillis));
      expired =
          scribe.record(timedOut, new KeepAliveEvent.Expired(command.cid(), command.sinceNanos()));
    }
    return expired;
  }

  /** A new association begins. */
  void forget() {
    open = null;
    lateNanos = 0;
    expired = 0;
    lastSentNanos = 0;
    timer.forget();
  }
}
