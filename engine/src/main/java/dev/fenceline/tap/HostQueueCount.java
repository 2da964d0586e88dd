package dev.fenceline.tap;

import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.nvme.Feature.QueueCount;

/** How many I/O queues a host has agreed on with its controller, and how many are connected. */
final class HostQueueCount {
  private final Scribe scribe;
  private int wanted;
  private int connected;

  HostQueueCount(Scribe scribe) {
    this.scribe = scribe;
  }

  /** A new association begins. */
  void forget() {
    wanted = 0;
    connected = 0;
  }

  /**
   * Set Features Number of Queues was answered: both get what both can.
   *
   * @param cdw11 what the host asked for
   * @param dw0 what the controller grants
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
    scribe.record(0, new ConnectionEvent.QueuesCreating(wanted));
  }

  /** One more is connected; returns whether it was the last. */
  boolean connectsLast() {
    connected++;
    if (connected != wanted) {
      return false;
    }
    scribe.record(0, new ConnectionEvent.QueuesMapped(wanted, 0, 0));
    return true;
  }
}
