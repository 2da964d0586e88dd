package dev.fenceline.event;

/**
 * TCP connections and their queues. On a path's lane, connections are numbered from 1 in the order
 * in which the link accepted them; on the lane of a host or an instance, a queue ID identifies the
 * connection.
 */
public sealed interface ConnectionEvent extends Detail {
  /** Path: a host has connected to the link. */
  @Kind("connection-accepted")
  record Accepted(int connection) implements ConnectionEvent {}

  /** Path: the link has reached the target; from now on bytes pass. */
  @Kind("connection-joined")
  record Joined(int connection) implements ConnectionEvent {}

  /** Path: the link cannot reach the target, or refuses connections. */
  @Kind("connection-refused")
  record Refused(int connection, String reason) implements ConnectionEvent {}

  /**
   * Path: one side has ended its stream; {@code delivered} says whether the end reached the other
   * side.
   */
  @Kind("connection-ended")
  record Ended(int connection, Direction direction, boolean delivered) implements ConnectionEvent {}

  /** Path: the link resets both sides. */
  @Kind("connection-reset")
  record Reset(int connection, String reason) implements ConnectionEvent {
    /** The reason if a fault has reset every connection of the path. */
    public static final String BY_FAULT = "the path was reset";
  }

  /**
   * Path: bytes were lost in a black hole. The connection delivers nothing more in that direction.
   */
  @Kind("bytes-lost")
  record BytesLost(int connection, Direction direction, long bytes) implements ConnectionEvent {}

  /** Path: bytes kept by a stall are sent on. */
  @Kind("bytes-released")
  record BytesReleased(int connection, Direction direction, long bytes)
      implements ConnectionEvent {}

  /** Path: bytes kept by a stall were dropped, because an endpoint aborted. */
  @Kind("bytes-dropped")
  record BytesDropped(int connection, Direction direction, long bytes) implements ConnectionEvent {}

  /** Host: the host starts to connect its I/O queues. */
  @Kind("queues-creating")
  record QueuesCreating(int count) implements ConnectionEvent {}

  /** Host: the number of I/O queues for each use. */
  @Kind("queues-mapped")
  record QueuesMapped(int defaults, int reads, int polls) implements ConnectionEvent {}

  /** Host or target: a Connect command succeeded on this queue, which has {@code size} entries. */
  @Kind("queue-connected")
  record QueueConnected(int qid, int cntlid, int size) implements ConnectionEvent {}

  /** Host or target: the connection of a queue was lost or closed on purpose. */
  @Kind("queue-closed")
  record QueueClosed(int qid, String reason) implements ConnectionEvent {}

  /**
   * Host or target: a fatal transport error was sent or received in a TermReq, or found in the
   * bytes of the peer.
   *
   * @param fes fatal error status (NVMe/TCP specification; reference 2.6)
   */
  @Kind("transport-error")
  record TransportError(int qid, boolean sent, int fes, long fei, String text)
      implements ConnectionEvent {}
}
