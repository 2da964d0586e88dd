package dev.fenceline.tap;

import dev.fenceline.nvme.Opcode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A queue and its outstanding commands, as one side of the connection sees them. */
final class OpenQueue {
  private final int qid;
  private final int entries;
  private final Map<Integer, OutstandingCommand> commands = new LinkedHashMap<>();

  OpenQueue(int qid, int entries) {
    this.qid = qid;
    this.entries = entries;
  }

  int qid() {
    return qid;
  }

  boolean isAdmin() {
    return qid == 0;
  }

  int entries() {
    return entries;
  }

  /** Returns the name that the host uses for the queue. */
  String words() {
    return isAdmin() ? "admin queue" : "queue " + qid;
  }

  void add(OutstandingCommand command) {
    commands.put(command.cid(), command);
  }

  @Nullable OutstandingCommand find(int cid) {
    return commands.get(cid);
  }

  @Nullable OutstandingCommand remove(int cid) {
    return commands.remove(cid);
  }

  Collection<OutstandingCommand> commands() {
    return commands.values();
  }

  /** Removes all outstanding commands and returns them in the order in which they were sent. */
  List<OutstandingCommand> takeAll() {
    List<OutstandingCommand> all = new ArrayList<>(commands.values());
    commands.clear();
    return all;
  }

  /**
   * Returns the command that has been outstanding for the longest time, other than an Asynchronous
   * Event Request.
   */
  static Optional<OutstandingCommand> longestOpen(Collection<OpenQueue> queues) {
    return queues.stream()
        .flatMap(queue -> queue.commands.values().stream())
        .filter(command -> !command.is(Opcode.Admin.ASYNC_EVENT))
        .min(Comparator.comparingLong(OutstandingCommand::sinceNanos));
  }
}
