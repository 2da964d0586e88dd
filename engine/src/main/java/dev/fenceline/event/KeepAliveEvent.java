package dev.fenceline.event;

/** Keep Alive commands, at both ends. */
public sealed interface KeepAliveEvent extends Detail {
  /** Host: a Keep Alive was sent. */
  @Kind("keep-alive-sent")
  record Sent(int cid) implements KeepAliveEvent {}

  /** Host: a Keep Alive completed successfully. */
  @Kind("keep-alive-answered")
  record Answered(int cid, long roundTripNanos) implements KeepAliveEvent {}

  /** Host: a Keep Alive did not complete within KATO, so the path has failed. */
  @Kind("keep-alive-expired")
  record Expired(int cid, long sentNanos) implements KeepAliveEvent {}

  /**
   * Host: a Keep Alive ended with an error; Linux prints "failed nvme_keep_alive_end_io error=".
   */
  @Kind("keep-alive-failed")
  record Failed(int cid, int status) implements KeepAliveEvent {}

  /** Target: a Keep Alive was accepted; the timer restarts. */
  @Kind("keep-alive-accepted")
  record Accepted(int cid) implements KeepAliveEvent {}

  /**
   * Target: a Keep Alive arrived more than KATO after the last accepted one. It does not revive the
   * controller.
   */
  @Kind("keep-alive-late")
  record Late(int cid, long overdueNanos) implements KeepAliveEvent {}

  /** Target: the timer expired without a Keep Alive within KATO. */
  @Kind("keep-alive-lapsed")
  record Lapsed(long lastAcceptedNanos) implements KeepAliveEvent {}
}
