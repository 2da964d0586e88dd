package dev.fenceline.tap;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.nvme.StatusCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The queues of one host controller: those that are open, and those whose commands it still has.
 */
final class HostQueues {
  /** What is not answered for so long is a reason to give a path up. */
  private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Scribe scribe;
  private final HostKeepAlive keepAlive;
  private final List<OpenQueue> open = new ArrayList<>();
  private final List<OpenQueue> closed = new ArrayList<>();

  HostQueues(Scribe scribe, HostKeepAlive keepAlive) {
    this.scribe = scribe;
    this.keepAlive = keepAlive;
  }

  void opens(OpenQueue queue) {
    open.add(queue);
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
      queue.takeAll().forEach(command -> cancel(queue, command));
    }
    closed.clear();
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
