package dev.fenceline.tap;

import java.util.concurrent.TimeUnit;

/**
 * The time at which a host last sent something, and whether it should have sent something since.
 * PDUs to and from the host may be lost or delayed between the host and the point of observation,
 * where this is not visible.
 */
final class HostSilence {
  /** Delayed PDUs arrive within this time of each other. */
  static final long TOGETHER_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final LaneRecorder recorder;
  private final HostKeepAlive keepAlive;
  private long heardNanos;

  /** The last PDU before the last silence, and the end of that silence; 0 if there was none. */
  private long brokeOffNanos;

  private long overNanos;

  HostSilence(LaneRecorder recorder, HostKeepAlive keepAlive) {
    this.recorder = recorder;
    this.keepAlive = keepAlive;
  }

  /** Resets the state for a new association. */
  void forget() {
    heardNanos = recorder.nanos();
    overNanos = 0;
  }

  /** Handles a PDU that the host has sent. */
  void heard() {
    if (keepAlive.isSilentSince(heardNanos)) {
      brokeOffNanos = heardNanos;
      overNanos = recorder.nanos();
    }
    heardNanos = recorder.nanos();
  }

  /** Notes that the host may have sent something that was not seen. */
  void missed() {
    heardNanos = recorder.nanos();
    overNanos = 0;
  }

  /** Reports whether the host has sent something well after that time. */
  boolean isHeardAfter(long nanos) {
    return heardNanos >= nanos + TOGETHER_NANOS;
  }

  /** Returns the time of the host's last PDU. */
  long heardNanos() {
    return heardNanos;
  }

  /**
   * Returns the reason for the end of a connection, marked as not seen if the host may have
   * detected the failure earlier or may not have detected it yet. A host that ends the connection
   * KATO after its last Keep Alive, and has sent nothing since, detects the failure now.
   */
  HostSuspicion.Reason judge(HostSuspicion.Reason why, boolean byHost) {
    if (keepAlive.isOverdue()) {
      return why;
    }
    if (overNanos != 0 && recorder.nanos() - overNanos <= TOGETHER_NANOS) {
      return why.notSeen(brokeOffNanos);
    }
    boolean isFoundNow = byHost && keepAlive.isFoundNow();
    return keepAlive.isSilentSince(heardNanos) && !isFoundNow ? judgeLate(why) : why;
  }

  /** Returns the reason for a failure that the host detected some time ago. */
  HostSuspicion.Reason judgeLate(HostSuspicion.Reason why) {
    return keepAlive.isOverdue() ? why : why.notSeen(heardNanos);
  }
}
