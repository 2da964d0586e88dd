package dev.fenceline.tap;

import dev.fenceline.event.Cause;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.nvme.StatusCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The queues of one host controller: the open ones, and closed ones with outstanding commands. */
final class HostQueues {
  /**
   * A command that has been outstanding for this long may be the reason why a host gives up a path.
   */
  private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** Time within which a host resends commands after a path becomes available. */
  private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** The I/O timeout of 30 s, less a tolerance. */
  private static final long TIMEOUT_NANOS = TimeUnit.MILLISECONDS.toNanos(29_900);

  private final LaneRecorder recorder;
  private final HostKeepAlive keepAlive;
  private final List<OpenQueue> open = new ArrayList<>();
  private final List<OpenQueue> closed = new ArrayList<>();

  /** Reads and writes that ended with their connections and may be sent again. */
  private final List<OutstandingCommand> ended = new ArrayList<>();

  /** Reads and writes that were sent again before they ended. */
  private final Set<OutstandingCommand> again = new HashSet<>();

  /** Outstanding requests that have come again from a host that may have gone away. */
  private final Set<OutstandingCommand> copied = new HashSet<>();

  private long firstClosedNanos;

  /**
   * The time until which ended requests may be sent again; {@link Long#MAX_VALUE} if there is no
   * path yet.
   */
  private long againUntilNanos;

  HostQueues(LaneRecorder recorder, HostKeepAlive keepAlive) {
    this.recorder = recorder;
    this.keepAlive = keepAlive;
  }

  void opens(OpenQueue queue) {
    open.add(queue);
    firstClosedNanos = 0;
  }

  boolean isAnyOpen() {
    return !open.isEmpty();
  }

  boolean isAdminOpen() {
    return open.stream().anyMatch(OpenQueue::isAdmin);
  }

  /** Reports whether a queue was closed and its outstanding commands have not ended yet. */
  boolean isAnyClosed() {
    return !closed.isEmpty();
  }

  boolean isOpen(OpenQueue queue) {
    return open.contains(queue);
  }

  /** Records that the connection of a queue has ended and returns its event. */
  Cause closes(OpenQueue queue, String reason) {
    open.remove(queue);
    closed.add(queue);
    if (firstClosedNanos == 0) {
      firstClosedNanos = recorder.nanos();
      copied.clear();
    }
    return recorder.record(Cause.NONE, new ConnectionEvent.QueueClosed(queue.qid(), reason));
  }

  /** Closes all queues because their ends were not seen, and ends their outstanding commands. */
  void forget(String reason) {
    for (OpenQueue queue : List.copyOf(open)) {
      closes(queue, reason);
    }
    cancelAll();
  }

  /** Ends the outstanding commands of closed queues, after all connections were closed. */
  void cancelAll() {
    closed.sort(Comparator.comparingInt(OpenQueue::qid));
    for (OpenQueue queue : closed) {
      for (OutstandingCommand command : queue.takeAll()) {
        cancel(queue, command);
        if (command.movesBlocks() && !again.contains(command)) {
          ended.add(command);
        }
      }
    }
    closed.clear();
    again.clear();
  }

  /** Ends the outstanding commands, which the host will resend once a path is available. */
  void requeuesAll(boolean isPath) {
    againUntilNanos = isPath ? recorder.nanos() + AGAIN_NANOS : Long.MAX_VALUE;
    ended.clear();
    cancelAll();
  }

  /** Ends the outstanding commands, which cannot be followed any further. */
  void losesAll() {
    againUntilNanos = 0;
    cancelAll();
    ended.clear();
  }

  private void cancel(OpenQueue queue, OutstandingCommand command) {
    Cause cancelled =
        recorder.record(
            command.recorded(),
            new CommandEvent.Cancelled(
                queue.qid(),
                command.cid(),
                command.command().opcode(),
                StatusCode.HOST_ABORTED_COMMAND.code()));
    if (command.is(Opcode.Admin.KEEP_ALIVE)) {
      keepAlive.cancelled(command, cancelled);
    }
  }

  /**
   * Handles the return of a path. Reports whether requests have waited for it, which are sent again
   * now.
   */
  boolean pathIsBack() {
    boolean isAwaited = againUntilNanos == Long.MAX_VALUE && !ended.isEmpty();
    if (isAwaited) {
      againUntilNanos = recorder.nanos() + AGAIN_NANOS;
    }
    return isAwaited;
  }

  /** Returns the time at which the first queue of an association was closed; 0 if none was. */
  long firstClosedNanos() {
    return firstClosedNanos;
  }

  /** Returns the outstanding reads and writes. */
  List<OutstandingCommand> unanswered() {
    return Stream.concat(open.stream(), closed.stream())
        .flatMap(queue -> queue.commands().stream())
        .filter(OutstandingCommand::movesBlocks)
        .toList();
  }

  /** Reports whether a read or write has ended with its connection. */
  boolean hasEnded(OutstandingCommand command) {
    return ended.contains(command);
  }

  /** Reports whether reads and writes have ended and were not sent again. */
  boolean isAnyEnded() {
    return !ended.isEmpty();
  }

  /**
   * Returns the reads and writes of which this one may be a copy. Over the same controller, a host
   * resends only those that have ended.
   */
  List<OutstandingCommand> copiedBy(Command command, int qid, boolean isSameController) {
    if (recorder.nanos() > againUntilNanos) {
      ended.clear();
    }
    return Stream.concat(isSameController ? Stream.empty() : unanswered().stream(), ended.stream())
        .filter(each -> isSameController || !again.contains(each))
        .filter(each -> each.isLike(command, qid))
        .toList();
  }

  /**
   * Handles an exact copy of outstanding reads and writes. Reports whether all of them, with a
   * write among them, have been copied since the connections were closed.
   */
  boolean isAllCopied(Command command, int qid) {
    List<OutstandingCommand> all = unanswered();
    all.stream().filter(each -> each.isSameAs(command, qid)).forEach(copied::add);
    return all.stream().anyMatch(OutstandingCommand::isWrite) && copied.containsAll(all);
  }

  /** Marks commands as sent again. */
  void comeAgain(List<OutstandingCommand> commands) {
    if (againUntilNanos == Long.MAX_VALUE) {
      againUntilNanos = recorder.nanos() + AGAIN_NANOS;
    }
    again.addAll(commands);
    ended.removeAll(commands);
  }

  /** Reports whether a command has been outstanding for the I/O timeout of Linux. */
  boolean hasTimedOut() {
    OutstandingCommand slowest = slowest();
    return slowest != null && recorder.nanos() - slowest.sinceNanos() >= TIMEOUT_NANOS;
  }

  /**
   * Returns the command that has been outstanding for the longest time, if that is at least 2 s;
   * otherwise null.
   */
  @Nullable OutstandingCommand slowest() {
    List<OpenQueue> all = new ArrayList<>(open);
    all.addAll(closed);
    return OpenQueue.longestOpen(all)
        .filter(command -> recorder.nanos() - command.sinceNanos() >= SLOW_NANOS)
        .orElse(null);
  }

  /** Returns how long a command has been outstanding, such as {@code 30.1 s}. */
  String age(OutstandingCommand command) {
    double seconds =
        (recorder.nanos() - command.sinceNanos()) / (double) TimeUnit.SECONDS.toNanos(1);
    return String.format(Locale.ROOT, "%.1f s", seconds);
  }
}
