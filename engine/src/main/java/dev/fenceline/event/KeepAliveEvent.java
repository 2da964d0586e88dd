package dev.fenceline.event;

/** Keep Alive commands, at both ends. */
public sealed interface KeepAliveEvent extends Detail {
  /** Host: sent. */
  @Kind("keep-alive-sent")
  record Sent(int cid) implements KeepAliveEvent {}

  /** Host: answered well. */
  @Kind("keep-alive-answered")
  record Answered(int cid, long roundTripNanos) implements KeepAliveEvent {}

  /** Host: not answered for a whole KATO: the path has failed. */
  @Kind("keep-alive-expired")
  record Expired(int cid, long sentNanos) implements KeepAliveEvent {}

  /** Host: ended with an error; Linux prints "failed nvme_keep_alive_end_io error=". */
  @Kind("keep-alive-failed")
  record Failed(int cid, int status) implements KeepAliveEvent {}

  /** Target: accepted, the timer begins anew. */
  @Kind("keep-alive-accepted")
  record Accepted(int cid) implements KeepAliveEvent {}

  /** Target: came more than KATO after the last accepted one; it does not revive the controller. */
  @Kind("keep-alive-late")
  record Late(int cid, long overdueNanos) implements KeepAliveEvent {}

  /** Target: looked at its timer and found no Keep Alive within KATO. */
  @Kind("keep-alive-lapsed")
  record Lapsed(long lastAcceptedNanos) implements KeepAliveEvent {}
}
