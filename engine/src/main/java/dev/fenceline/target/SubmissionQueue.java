package dev.fenceline.target;

import dev.fenceline.nvme.ConnectRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The submission queue of a connection: how many entries it has, which commands are not answered
 * yet, and its head, which each completion tells the host (NVMe base specification, SQHD). Used on
 * the loop only.
 */
final class SubmissionQueue {
  /** Commands that may wait before Connect has said how many. */
  private static final int ENTRIES_BEFORE_CONNECT = 4;

  private static final int NO_FLOW_CONTROL = 0xFFFF;

  private final Map<Integer, ReceivedCommand> outstanding = new LinkedHashMap<>();
  private int entries = ENTRIES_BEFORE_CONNECT;
  private boolean flowControl = true;
  private int head;

  /** Takes size and flow control from the Connect command. Returns the number of entries. */
  int connect(ConnectRequest request) {
    entries = request.sqsize() + 1;
    flowControl = (request.cattr() & ConnectRequest.CATTR_NO_SQ_FLOW_CONTROL) == 0;
    head %= entries;
    return entries;
  }

  boolean hasFlowControl() {
    return flowControl;
  }

  boolean isFull() {
    return outstanding.size() >= entries;
  }

  /** An entry was fetched, whatever becomes of its command. */
  void advance() {
    head = (head + 1) % entries;
  }

  /** Adds a command. Returns false if another one has its ID. */
  boolean add(ReceivedCommand command) {
    return outstanding.putIfAbsent(command.cid(), command) == null;
  }

  void remove(ReceivedCommand command) {
    outstanding.remove(command.cid(), command);
  }

  /** The commands without an answer, in the order of their arrival. */
  List<ReceivedCommand> outstanding() {
    return new ArrayList<>(outstanding.values());
  }

  int size() {
    return outstanding.size();
  }

  void clear() {
    outstanding.clear();
  }

  /** What a completion says in SQHD. */
  int sqhd() {
    return flowControl ? head : NO_FLOW_CONTROL;
  }
}
