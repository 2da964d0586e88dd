package dev.fenceline.tap;

import java.util.concurrent.TimeUnit;

/**
 * When a host was heard, and whether it should have been heard since: what it sends may be lost or
 * late on its own side of the path, where nothing is seen, and so may what is sent to it.
 */
final class HostSilence {
  /** What was late comes all together. */
  private static final long TOGETHER_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Scribe scribe;
  private final HostKeepAlive keepAlive;
  private long heardNanos;

  /** When it was heard before its last silence, and when that was over; 0: there was none. */
  private long brokeOffNanos;

  private long overNanos;

  HostSilence(Scribe scribe, HostKeepAlive keepAlive) {
    this.scribe = scribe;
    this.keepAlive = keepAlive;
  }

  /** A new association begins. */
  void forget() {
    heardNanos = scribe.nanos();
    overNanos = 0;
  }

  /** The host has sent something. */
  void heard() {
    if (keepAlive.isSilentSince(heardNanos)) {
      brokeOffNanos = heardNanos;
      overNanos = scribe.nanos();
    }
    heardNanos = scribe.nanos();
  }

  /** When the host has sent something last. */
  long heardNanos() {
    return heardNanos;
  }

  /**
   * Why a connection has ended, which its host may have known for longer, or not know yet. A host
   * that ends it KATO after it has sent a Keep Alive, and sent nothing more, finds that now.
   */
  HostSuspicion.Reason judge(HostSuspicion.Reason why, boolean byHost) {
    if (keepAlive.isOverdue()) {
      return why;
    }
    if (overNanos != 0 && scribe.nanos() - overNanos <= TOGETHER_NANOS) {
      return why.notSeen(brokeOffNanos);
    }
    boolean isFoundNow = byHost && keepAlive.isFoundNow();
    return keepAlive.isSilentSince(heardNanos) && !isFoundNow ? judgeLate(why) : why;
  }

  /** The same of something that comes some time after the host knew. */
  HostSuspicion.Reason judgeLate(HostSuspicion.Reason why) {
    return keepAlive.isOverdue() ? why : why.notSeen(heardNanos);
  }
}
