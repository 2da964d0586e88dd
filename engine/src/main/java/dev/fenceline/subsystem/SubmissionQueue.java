package dev.fenceline.subsystem;

import dev.fenceline.nvme.ConnectRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The submission queue of a connection: its size, its outstanding commands and its head, which each
 * completion reports to the host (NVMe base specification, SQHD). Loop thread only.
 */
final class SubmissionQueue {
  /** Number of entries before Connect sets it. */
  private static final int ENTRIES_BEFORE_CONNECT = 4;

  private static final int NO_FLOW_CONTROL = 0xFFFF;

  private final Map<Integer, ReceivedCommand> outstanding = new LinkedHashMap<>();
  private int entries = ENTRIES_BEFORE_CONNECT;
  private boolean flowControl = true;
  private int head;

  /** Sets size and flow control from the Connect command and returns the number of entries. */
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

  /** Advances the head after an entry was fetched. */
  void advance() {
    head = (head + 1) % entries;
  }

  /** Adds a command; returns false if another one has its ID. */
  boolean add(ReceivedCommand command) {
    return outstanding.putIfAbsent(command.cid(), command) == null;
  }

  void remove(ReceivedCommand command) {
    outstanding.remove(command.cid(), command);
  }

  /** Returns the outstanding commands in the order of their arrival. */
  List<ReceivedCommand> outstanding() {
    return new ArrayList<>(outstanding.values());
  }

  int size() {
    return outstanding.size();
  }

  void clear() {
    outstanding.clear();
  }

  /** Returns the value of SQHD for completions. */
  int sqhd() {
    return flowControl ? head : NO_FLOW_CONTROL;
  }
}
