package dev.fenceline.timeline;

import dev.fenceline.event.CcrOutcome;
import dev.fenceline.event.ControllerState;
import dev.fenceline.event.InstanceState;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PathState;
import dev.fenceline.nvme.Opcode;
import org.jspecify.annotations.Nullable;

/** Something that lasts, with the events that began and ended it. */
public sealed interface Span {
  /** Where and how long. */
  Interval interval();

  /** Whose swimlane it belongs to. */
  default Lane lane() {
    return interval().lane();
  }

  /** When it began. */
  default long fromNanos() {
    return interval().fromNanos();
  }

  /** When it ended, or the end of the session. */
  default long toNanos() {
    return interval().toNanos();
  }

  /** A host controller was in a state. */
  record Controller(Interval interval, ControllerState state, String reason) implements Span {}

  /** A controller instance at the target was in a state. */
  record Instance(Interval interval, InstanceState state, String reason) implements Span {}

  /** A path: the states of its two directions, in one look. */
  record Path(Interval interval, PathState toTarget, PathState toHost) implements Span {
    /** The state in few words: {@code up}, {@code stalled}, {@code silent to target}. */
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

    /** The state that matters more. */
    public PathState worst() {
      return toTarget.compareTo(toHost) > 0 ? toTarget : toHost;
    }
  }

  /** A command was somewhere. */
  sealed interface OfCommand extends Span {
    /** The queue; 0: admin. */
    int qid();

    /** The command identifier. */
    int cid();

    /** Its opcode; with {@link #qid} 0 an admin or fabrics opcode. */
    int opcode();

    /** The first block, for commands that have one. */
    long lba();

    /** How many blocks. */
    int blocks();

    /** What the specification calls it, such as {@code Write}. */
    default String label() {
      return CopyWords.opcode(qid(), opcode());
    }

    /** Whether it writes data. */
    default boolean isWrite() {
      return qid() > 0 && opcode() == Opcode.Nvm.WRITE.code();
    }
  }

  /**
   * A copy of a command was in flight, on a host controller's lane: from its submission until it
   * was answered or the host ended it.
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
    /** Not yet. */
    OPEN,
    /** Answered. */
    COMPLETED,
    /** Ended by the host itself. */
    CANCELLED
  }

  /** A copy of an operation was held, because its controller was fenced. */
  record Held(Interval interval, long operation, int copy, int qid, int cid) implements Span {}

  /** A command was at media, on its instance's lane. */
  record AtMedia(
      Interval interval, int qid, int cid, int opcode, long lba, int blocks, MediaEnding ending)
      implements OfCommand {}

  /** How a command ended at media. */
  enum MediaEnding {
    /** Not yet. */
    OPEN,
    /** It took effect, or failed at media. */
    EXECUTED,
    /** It was taken back before it had any effect. */
    REVOKED
  }

  /** The time-based hold of a failed controller. */
  record Hold(Interval interval, long untilNanos) implements Span {}

  /** A Keep Alive waited for its answer. */
  record KeepAlive(Interval interval, int cid, KeepAliveEnding ending) implements Span {
    public boolean answered() {
      return ending == KeepAliveEnding.ANSWERED;
    }
  }

  /** How the wait for the answer to a Keep Alive ended. */
  enum KeepAliveEnding {
    /** Not yet. */
    OPEN,
    /** It was answered. */
    ANSWERED,
    /** No answer came in time. */
    EXPIRED,
    /** It ended with an error, from the controller or, when the path was given up, the host. */
    FAILED
  }

  /**
   * A cross-controller reset, on the lane of the source as the host sees it.
   *
   * @param impacted the lane of the failed controller
   * @param outcome how it ended; null: not yet
   */
  record Ccr(Interval interval, Lane impacted, int sourceCid, @Nullable CcrOutcome outcome)
      implements Span {}

  /**
   * A protocol timer ran.
   *
   * @param timer what it is for, in plain words
   * @param dueNanos when it was to fire
   */
  record Timer(Interval interval, String timer, long dueNanos, TimerEnding ending)
      implements Span {}

  /** How a timer ended. */
  enum TimerEnding {
    /** Not yet. */
    OPEN,
    /** Its time came. */
    FIRED,
    /** It was no longer needed. */
    CANCELLED
  }
}
