package dev.fenceline.subsystem;

import dev.fenceline.event.AenEvent;
import dev.fenceline.event.Cause;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Recorder;
import dev.fenceline.nvme.StatusCode;
import dev.fenceline.nvme.log.AsyncEvent;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The asynchronous events of one controller and the requests that carry them. A raised event is
 * masked until its log page is read with RAE 0; if there is no request, it waits for the next one
 * (Base specification, Asynchronous Event Request). An event is in the queue at most once, because
 * it is masked while it waits.
 */
final class AsyncEventQueue {
  /** AERL: largest number of waiting requests, 0-based. */
  static final int LIMIT = 3;

  private final Recorder recorder;
  private final Lane lane;
  private final int supported;
  private final ArrayDeque<ReceivedCommand> requests = new ArrayDeque<>();
  private final Map<AsyncEvent, Cause> masked = new LinkedHashMap<>();
  private final ArrayDeque<AsyncEvent> waiting = new ArrayDeque<>();
  private int enabled;

  /**
   * Creates an empty queue with all events enabled.
   *
   * @param supported OAES
   */
  AsyncEventQueue(Recorder recorder, Lane lane, int supported) {
    this.recorder = recorder;
    this.lane = lane;
    this.supported = supported;
    this.enabled = supported;
  }

  /** Returns OAES, the optional events that this controller can report. */
  int supported() {
    return supported;
  }

  /** Returns feature 0Bh, the events that the host has enabled. */
  int enabled() {
    return enabled;
  }

  /** Sets feature 0Bh; returns false if it contains an unsupported event. */
  boolean enable(int events) {
    if ((events & ~supported) != 0) {
      return false;
    }
    enabled = events;
    return true;
  }

  /** Adds a request and completes it at once if an event is waiting. */
  void request(ReceivedCommand request) {
    if (requests.size() > LIMIT) {
      request.refuse(StatusCode.AER_LIMIT_EXCEEDED);
      return;
    }
    requests.add(request);
    send();
  }

  /**
   * Adds an event that has occurred.
   *
   * @param enableBit the event's bit in OAES and feature 0Bh
   */
  void raise(AsyncEvent event, int enableBit, Cause cause) {
    boolean wanted = (enabled & enableBit) != 0;
    if (!wanted || masked.containsKey(event)) {
      recorder.record(lane, cause, new AenEvent.Suppressed(event.toDword(), wanted));
      return;
    }
    masked.put(event, recorder.record(lane, cause, new AenEvent.Raised(event.toDword())));
    waiting.add(event);
    send();
  }

  /**
   * Unmasks the events of a log page that was read with RAE 0, and removes those that are waiting.
   */
  void rearm(int logPage) {
    masked.keySet().removeIf(event -> event.logPage() == logPage);
    waiting.removeIf(event -> event.logPage() == logPage);
  }

  /** Clears requests, events, masks and feature 0Bh, because the controller restarts or ends. */
  void reset() {
    requests.clear();
    masked.clear();
    waiting.clear();
    enabled = supported;
  }

  private void send() {
    while (!requests.isEmpty() && !waiting.isEmpty()) {
      ReceivedCommand request = requests.remove();
      AsyncEvent event = waiting.remove();
      int dw0 = event.toDword();
      Cause raised = masked.getOrDefault(event, Cause.NONE);
      Cause sent = recorder.record(lane, raised, new AenEvent.Sent(request.cid(), dw0));
      request.answer(dw0, sent);
    }
  }
}
