package dev.fenceline.target;

import dev.fenceline.event.AenEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Recorder;
import dev.fenceline.nvme.AsyncEvent;
import dev.fenceline.nvme.StatusCode;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Asynchronous events of one controller and the requests that carry them. An event that was raised
 * is masked until its log page is read with RAE 0; without a request at hand it waits for the next
 * one (Base specification, Asynchronous Event Request). An event occurs at most once in the queue,
 * because it is masked while it waits.
 */
final class AsyncEventQueue {
  /** AERL: requests that may wait, 0-based. */
  static final int LIMIT = 3;

  private final Recorder recorder;
  private final Lane lane;
  private final int supported;
  private final ArrayDeque<ReceivedCommand> requests = new ArrayDeque<>();
  private final Map<AsyncEvent, Long> masked = new LinkedHashMap<>();
  private final ArrayDeque<AsyncEvent> waiting = new ArrayDeque<>();
  private int enabled;

  /**
   * An empty queue, everything enabled.
   *
   * @param supported OAES
   */
  AsyncEventQueue(Recorder recorder, Lane lane, int supported) {
    this.recorder = recorder;
    this.lane = lane;
    this.supported = supported;
    this.enabled = supported;
  }

  /** OAES: the optional events that this controller can report. */
  int supported() {
    return supported;
  }

  /** Feature 0Bh: the events that the host wants. */
  int enabled() {
    return enabled;
  }

  /** Sets feature 0Bh; false if it asks for an event that is not supported. */
  boolean enable(int events) {
    if ((events & ~supported) != 0) {
      return false;
    }
    enabled = events;
    return true;
  }

  /** Takes a request, and answers it at once when an event waits. */
  void request(ReceivedCommand request) {
    if (requests.size() > LIMIT) {
      request.refuse(StatusCode.AER_LIMIT_EXCEEDED);
      return;
    }
    requests.add(request);
    send();
  }

  /**
   * An event has occurred.
   *
   * @param enableBit the bit of OAES and of feature 0Bh that stands for it
   */
  void raise(AsyncEvent event, int enableBit, long cause) {
    boolean wanted = (enabled & enableBit) != 0;
    if (!wanted || masked.containsKey(event)) {
      recorder.record(lane, cause, new AenEvent.Suppressed(event.toDword(), wanted));
      return;
    }
    masked.put(event, recorder.record(lane, cause, new AenEvent.Raised(event.toDword())));
    waiting.add(event);
    send();
  }

  /** A log page was read with RAE 0: its events can occur again, and none of them need wait. */
  void rearm(int logPage) {
    masked.keySet().removeIf(event -> event.logPage() == logPage);
    waiting.removeIf(event -> event.logPage() == logPage);
  }

  /** Forgets requests, events, masks and feature 0Bh: the controller begins anew or ends. */
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
      long raised = masked.getOrDefault(event, 0L);
      long sent = recorder.record(lane, raised, new AenEvent.Sent(request.cid(), dw0));
      request.answer(dw0, sent);
    }
  }
}
