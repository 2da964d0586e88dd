package dev.fenceline.tap;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ConnectionEvent;
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

/**
 * The queues of one host controller: those that are open, and those whose commands it still has.
 */
final class HostQueues {
  /** What is not answered for so long is a reason to give a path up. */
  private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** The timeout of I/O, 30 s, as timers round it. */
  private static final long TIMEOUT_NANOS = TimeUnit.MILLISECONDS.toNanos(29_900);

  private final Scribe scribe;
  private final HostKeepAlive keepAlive;
  private final List<OpenQueue> open = new ArrayList<>();
  private final List<OpenQueue> closed = new ArrayList<>();

  /** Reads and writes that were ended with their connections: they may come again. */
  private final List<OpenCommand> ended = new ArrayList<>();

  /** Those of them that have come again. */
  private final Set<OpenCommand> again = new HashSet<>();

  private long firstClosedNanos;

  HostQueues(Scribe scribe, HostKeepAlive keepAlive) {
    this.scribe = scribe;
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

  /** Whether one was closed and what was not answered on it has not been ended yet. */
  boolean isAnyClosed() {
    return !closed.isEmpty();
  }

  boolean isOpen(OpenQueue queue) {
    return open.contains(queue);
  }

  /** Its connection has ended; returns the event that says so. */
  long closes(OpenQueue queue, String reason) {
    open.remove(queue);
    closed.add(queue);
    if (firstClosedNanos == 0) {
      firstClosedNanos = scribe.nanos();
    }
    return scribe.record(0, new ConnectionEvent.QueueClosed(queue.qid(), reason));
  }

  /** All of them end unseen, with what was not answered. */
  void forget(String reason) {
    for (OpenQueue queue : List.copyOf(open)) {
      closes(queue, reason);
    }
    cancelAll();
  }

  /** All of the connections are closed: the host ends what was not answered. */
  void cancelAll() {
    closed.sort(Comparator.comparingInt(OpenQueue::qid));
    for (OpenQueue queue : closed) {
      for (OpenCommand command : queue.takeAll()) {
        cancel(queue, command);
        if (command.movesBlocks() && !again.contains(command)) {
          ended.add(command);
        }
      }
    }
    closed.clear();
    again.clear();
  }

  private void cancel(OpenQueue queue, OpenCommand command) {
    long cancelled =
        scribe.record(
            command.sequence(),
            new CommandEvent.Cancelled(
                queue.qid(),
                command.cid(),
                command.command().opcode(),
                StatusCode.HOST_ABORTED_COMMAND.code()));
    if (command.is(Opcode.Admin.KEEP_ALIVE)) {
      keepAlive.cancelled(command, cancelled);
    }
  }

  /** When the first of them was closed of those that were open together; 0: none was. */
  long firstClosedNanos() {
    return firstClosedNanos;
  }

  /** The reads and writes that are not answered. */
  List<OpenCommand> unanswered() {
    return Stream.concat(open.stream(), closed.stream())
        .flatMap(queue -> queue.commands().stream())
        .filter(OpenCommand::movesBlocks)
        .toList();
  }

  /** All that may be sent again. */
  Stream<OpenCommand> mayComeAgain() {
    return Stream.concat(unanswered().stream(), ended.stream())
        .filter(command -> !again.contains(command));
  }

  /** One has been sent again. */
  void comesAgain(OpenCommand command) {
    again.add(command);
    ended.remove(command);
  }

  /** Reads and writes that were ended and have not come again. */
  List<OpenCommand> ended() {
    return ended;
  }

  /** What was ended is of no interest any more. */
  void forgetEnded() {
    ended.clear();
  }

  /** Whether a host that waits as long as Linux does has lost patience with one of its commands. */
  boolean hasTimedOut() {
    OpenCommand slowest = slowest();
    return slowest != null && scribe.nanos() - slowest.sinceNanos() >= TIMEOUT_NANOS;
  }

  /** The command that was not answered for the longest time, if that is long. */
  @Nullable OpenCommand slowest() {
    List<OpenQueue> all = new ArrayList<>(open);
    all.addAll(closed);
    return OpenQueue.longestOpen(all)
        .filter(command -> scribe.nanos() - command.sinceNanos() >= SLOW_NANOS)
        .orElse(null);
  }

  /** For how long it has not been answered, such as {@code 30.1 s}. */
  String age(OpenCommand command) {
    double seconds = (scribe.nanos() - command.sinceNanos()) / (double) TimeUnit.SECONDS.toNanos(1);
    return String.format(Locale.ROOT, "%.1f s", seconds);
  }
}
