package dev.fenceline.tap;

import dev.fenceline.event.Cause;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.nvme.FeatureId.QueueCount;

/**
 * The number of I/O queues that a host has negotiated with its controller, and the number of
 * connected ones.
 */
final class HostQueueCount {
  private final LaneRecorder recorder;
  private int wanted;
  private int connected;

  HostQueueCount(LaneRecorder recorder) {
    this.recorder = recorder;
  }

  /** Resets the counts for a new association. */
  void forget() {
    wanted = 0;
    connected = 0;
  }

  /**
   * Handles the completion of Set Features Number of Queues. The smaller of the requested and
   * granted numbers applies.
   *
   * @param cdw11 the numbers that the host requested
   * @param dw0 the numbers that the controller grants
   */
  void agreed(int cdw11, int dw0) {
    QueueCount asked = QueueCount.of(cdw11).orElse(null);
    QueueCount granted = QueueCount.of(dw0).orElse(asked);
    if (asked == null || granted == null) {
      return;
    }
    wanted =
        Math.min(
            Math.min(asked.submission(), asked.completion()),
            Math.min(granted.submission(), granted.completion()));
    recorder.record(Cause.NONE, new ConnectionEvent.QueuesCreating(wanted));
  }

  /** Counts a connected queue and returns whether it was the last one. */
  boolean connectsLast() {
    connected++;
    if (connected != wanted) {
      return false;
    }
    recorder.record(Cause.NONE, new ConnectionEvent.QueuesMapped(wanted, 0, 0));
    return true;
  }
}
