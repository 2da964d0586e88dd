package dev.fenceline.tap;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.StatusCode;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The Keep Alives of one host controller. That one was not answered for a whole KATO is seen on the
 * wire; what the host makes of it is not.
 */
final class HostKeepAlive {
  private final Scribe scribe;
  private long katoMillis;
  private @Nullable OpenCommand open;
  private long expired;

  HostKeepAlive(Scribe scribe) {
    this.scribe = scribe;
  }

  /** What the host has asked for; 0: none. */
  void kato(long millis) {
    katoMillis = millis;
  }

  long katoMillis() {
    return katoMillis;
  }

  void sent(OpenCommand command) {
    open = command;
    expired = 0;
    scribe.record(command.sequence(), new KeepAliveEvent.Sent(command.cid()));
  }

  /** Answered; returns the event that says how. */
  long answered(OpenCommand command, Status status, int field, long cause) {
    if (command == open) {
      open = null;
      expired = 0;
    }
    return scribe.record(
        cause,
        status.isSuccess()
            ? new KeepAliveEvent.Answered(command.cid(), scribe.nanos() - command.sinceNanos())
            : new KeepAliveEvent.Failed(command.cid(), field));
  }

  /** The host has ended it, with the connection. */
  void cancelled(OpenCommand command, long cause) {
    if (command == open) {
      open = null;
    }
    scribe.record(
        cause, new KeepAliveEvent.Failed(command.cid(), StatusCode.HOST_ABORTED_COMMAND.code()));
  }

  /** When the open one will have been out for a whole KATO; never, if there is none to wait for. */
  long dueNanos() {
    return open == null || expired != 0 || katoMillis == 0
        ? Long.MAX_VALUE
        : open.sinceNanos() + TimeUnit.MILLISECONDS.toNanos(katoMillis);
  }

  /** Says that the open one has expired, if its time has come. */
  void look() {
    OpenCommand command = open;
    if (command == null || scribe.nanos() < dueNanos()) {
      return;
    }
    long timedOut =
        scribe.record(
            command.sequence(),
            new CommandEvent.TimedOut(
                command.qid(), command.cid(), command.command().opcode(), katoMillis));
    expired =
        scribe.record(timedOut, new KeepAliveEvent.Expired(command.cid(), command.sinceNanos()));
  }

  /** The event that says that the open one has expired; 0: it has not. */
  long expired() {
    return expired;
  }

  /** When the open one expired; only after it has. */
  long expiredNanos() {
    return open == null
        ? scribe.nanos()
        : open.sinceNanos() + TimeUnit.MILLISECONDS.toNanos(katoMillis);
  }

  /** A new association begins. */
  void forget() {
    open = null;
    expired = 0;
  }
}
