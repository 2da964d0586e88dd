package dev.fenceline.timeline.span;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.timeline.Timeline;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One copy of a command, with all its events at the host, on its path and at the target. It is
 * identified by its controller instance, queue and command identifier.
 */
public final class Copy {
  private final int version;
  private final int number;
  private final long operation;
  private final int qid;
  private final int opcode;
  private final @Nullable Lane host;
  private @Nullable Lane target;
  private final Steps steps;

  Copy(Timeline recording, int version, @Nullable Lane host, CommandEvent.Submitted command) {
    this.version = version;
    this.steps = new Steps(recording);
    this.host = host;
    this.number = command.copy();
    this.operation = command.operation();
    this.qid = command.qid();
    this.opcode = command.opcode();
  }

  Copy(Timeline recording, int version, CommandEvent.Received command) {
    this.version = version;
    this.steps = new Steps(recording);
    this.host = null;
    this.number = 0;
    this.operation = 0;
    this.qid = command.qid();
    this.opcode = command.opcode();
  }

  private Copy(Copy other, int version, @Nullable Lane target, Steps steps) {
    this.version = version;
    this.number = other.number;
    this.operation = other.operation;
    this.qid = other.qid;
    this.opcode = other.opcode;
    this.host = other.host;
    this.target = target;
    this.steps = steps;
  }

  /**
   * Returns the version of the snapshot that will contain it first. It may change until then, and
   * not afterwards.
   */
  int version() {
    return version;
  }

  /** Returns the same copy for a later snapshot. */
  Copy renewed(int nextVersion) {
    return new Copy(this, nextVersion, target, steps.copy());
  }

  /** Returns this copy with the steps at the target, which were read as those of another copy. */
  Copy joined(int nextVersion, Copy atTarget) {
    return new Copy(this, nextVersion, atTarget.target, steps.merged(atTarget.steps));
  }

  void add(Event step) {
    steps.append(step);
  }

  void received(Lane instance, Event step) {
    target = instance;
    steps.append(step);
  }

  /**
   * Returns 1 for the first copy of an operation, 2 for its first retry, and so on, or 0 for a
   * command without an operation.
   */
  public int number() {
    return number;
  }

  /** Returns the logical operation that it carries, or 0. */
  public long operation() {
    return operation;
  }

  /** Returns its queue ID, which is 0 for the admin queue. */
  public int qid() {
    return qid;
  }

  /** Returns its opcode, which is an admin or fabrics opcode if {@link #qid} is 0. */
  public int opcode() {
    return opcode;
  }

  /** Reports whether it writes blocks. */
  public boolean isWrite() {
    return qid > 0 && opcode == Opcode.Nvm.WRITE.code();
  }

  /**
   * Returns the lane of the controller on which the host submitted it, or null if no host was
   * recorded.
   */
  public @Nullable Lane host() {
    return host;
  }

  /** Returns the lane of the instance that received it, or null if none did. */
  public @Nullable Lane target() {
    return target;
  }

  /** Returns all its events, in order, on all lanes. */
  public List<Event> steps() {
    return Collections.unmodifiableList(steps);
  }

  /** Returns the sequence number of its first event. */
  public long firstSequence() {
    return steps.firstSequence();
  }

  /** Returns its first step of a type, or null if there is none. */
  public @Nullable Event first(Class<? extends Detail> type) {
    for (Event step : steps) {
      if (type.isInstance(step.detail())) {
        return step;
      }
    }
    return null;
  }

  /** Returns the step at which it took effect on media, or null if it had no effect. */
  public @Nullable Event landed() {
    Event executed = first(CommandEvent.Executed.class);
    return executed != null
            && executed.detail() instanceof CommandEvent.Executed detail
            && detail.status() == 0
        ? executed
        : null;
  }

  /**
   * Returns the step at which it ended for the host, by a completion or by the host itself, or null
   * if there is none.
   */
  public @Nullable Event ended() {
    Event completed = first(CommandEvent.Completed.class);
    return completed != null ? completed : first(CommandEvent.Cancelled.class);
  }

  /** Reports whether the copy took effect after the host had given it up. */
  public boolean isLate() {
    Event landed = landed();
    Event cancelled = first(CommandEvent.Cancelled.class);
    return landed != null && cancelled != null && landed.sequence() > cancelled.sequence();
  }
}
