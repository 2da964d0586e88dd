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
  private final Map<Integer, OpenCommand> commands = new LinkedHashMap<>();

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

  void add(OpenCommand command) {
    commands.put(command.cid(), command);
  }

  @Nullable OpenCommand find(int cid) {
    return commands.get(cid);
  }

  @Nullable OpenCommand remove(int cid) {
    return commands.remove(cid);
  }

  Collection<OpenCommand> commands() {
    return commands.values();
  }

  /** Removes all outstanding commands and returns them in the order in which they were sent. */
  List<OpenCommand> takeAll() {
    List<OpenCommand> all = new ArrayList<>(commands.values());
    commands.clear();
    return all;
  }

  /**
   * Returns the command that has been outstanding for the longest time, except Asynchronous Event
   * Requests.
   */
  static Optional<OpenCommand> longestOpen(Collection<OpenQueue> queues) {
    return queues.stream()
        .flatMap(queue -> queue.commands.values().stream())
        .filter(command -> !command.is(Opcode.Admin.ASYNC_EVENT))
        .min(Comparator.comparingLong(OpenCommand::sinceNanos));
  }
}
