package dev.fenceline.timeline.span;

import dev.fenceline.event.Lane;
import dev.fenceline.event.value.CcrOutcome;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.event.value.InstanceState;
import dev.fenceline.event.value.PathState;
import dev.fenceline.nvme.Opcode;
import org.jspecify.annotations.Nullable;

/** Something that lasts for some time, with the events of its beginning and end. */
public sealed interface Span {
  /** Returns its lane, time and events. */
  Interval interval();

  /** Returns the lane to which it belongs. */
  default Lane lane() {
    return interval().lane();
  }

  /** Returns when it began. */
  default long fromNanos() {
    return interval().fromNanos();
  }

  /** Returns when it ended, or the end of the session. */
  default long toNanos() {
    return interval().toNanos();
  }

  /** A state of a host controller. */
  record Controller(Interval interval, ControllerState state, String reason) implements Span {}

  /** A state of a controller instance at the target. */
  record Instance(Interval interval, InstanceState state, String reason) implements Span {}

  /** The states of both directions of a path. */
  record Path(Interval interval, PathState toTarget, PathState toHost) implements Span {
    /** Returns the state in a few words: {@code up}, {@code stalled}, {@code silent to target}. */
    public String word() {
      if (toTarget == toHost) {
        return toTarget.word();
      }
      if (toHost == PathState.UP) {
        return toTarget.word() + " to target";
      }
      if (toTarget == PathState.UP) {
        return toHost.word() + " to host";
      }
      return toTarget.word() + " to target, " + toHost.word() + " to host";
    }

    /** Returns the worse of the two states. */
    public PathState worst() {
      return toTarget.compareTo(toHost) > 0 ? toTarget : toHost;
    }
  }

  /** The time of a command at one place. */
  sealed interface OfCommand extends Span {
    /** Returns the queue ID, which is 0 for the admin queue. */
    int qid();

    /** Returns the command identifier. */
    int cid();

    /** Returns its opcode, which is an admin or fabrics opcode if {@link #qid} is 0. */
    int opcode();

    /** Returns the first block, for commands that have one. */
    long lba();

    /** Returns the number of blocks. */
    int blocks();

    /** Returns its name in the specification, such as {@code Write}. */
    default String label() {
      return Opcode.label(qid(), opcode());
    }

    /** Reports whether it writes data. */
    default boolean isWrite() {
      return qid() > 0 && opcode() == Opcode.Nvm.WRITE.code();
    }
  }

  /**
   * The time of a copy in flight, on a host controller's lane: from its submission until it was
   * answered or the host ended it.
   *
   * @param operation the logical operation, or 0
   * @param ending how it ended
   */
  record Command(
      Interval interval,
      int qid,
      int cid,
      int opcode,
      long lba,
      int blocks,
      long operation,
      int copy,
      CommandEnding ending)
      implements OfCommand {}

  /** How a copy of a command ended at the host. */
  enum CommandEnding {
    /** It has not ended. */
    OPEN,
    /** The controller completed it. */
    COMPLETED,
    /** The host itself ended it. */
    CANCELLED
  }

  /**
   * The time during which a copy of an operation was held because its controller was being fenced.
   */
  record Held(Interval interval, long operation, int copy, int qid, int cid) implements Span {}

  /** The time of a command at media, on its instance's lane. */
  record AtMedia(
      Interval interval, int qid, int cid, int opcode, long lba, int blocks, MediaEnding ending)
      implements OfCommand {}

  /** How a command ended at media. */
  enum MediaEnding {
    /** It has not ended. */
    OPEN,
    /** It took effect, or failed at media. */
    EXECUTED,
    /** It was revoked before it had any effect. */
    REVOKED
  }

  /** The time-based hold of a failed controller. */
  record Hold(Interval interval, long untilNanos) implements Span {}

  /** The time during which a Keep Alive waited for its completion. */
  record KeepAlive(Interval interval, int cid, KeepAliveEnding ending) implements Span {
    public boolean answered() {
      return ending == KeepAliveEnding.ANSWERED;
    }
  }

  /** How the wait for the completion of a Keep Alive ended. */
  enum KeepAliveEnding {
    /** It has not ended. */
    OPEN,
    /** It was answered. */
    ANSWERED,
    /** No answer came in time. */
    EXPIRED,
    /** It ended with an error, from the controller or, if the path was given up, from the host. */
    FAILED
  }

  /**
   * A cross-controller reset, on the lane of the source as the host sees it.
   *
   * @param impacted the lane of the failed controller
   * @param outcome how it ended, or null if it has not
   */
  record Ccr(Interval interval, Lane impacted, int sourceCid, @Nullable CcrOutcome outcome)
      implements Span {}

  /**
   * The time of a running protocol timer.
   *
   * @param timer its purpose, in plain words
   * @param dueNanos when it was to fire
   */
  record Timer(Interval interval, String timer, long dueNanos, TimerEnding ending)
      implements Span {}

  /** How a timer ended. */
  enum TimerEnding {
    /** It has not ended. */
    OPEN,
    /** It fired. */
    FIRED,
    /** It was no longer needed. */
    CANCELLED
  }
}
