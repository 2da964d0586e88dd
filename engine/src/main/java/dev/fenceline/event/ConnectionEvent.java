package dev.fenceline.event;

/**
 * TCP connections and the queues on them. On a path's lane a connection has a number, in the order
 * in which the link accepted them, from 1; on a host's or an instance's lane it is known by its
 * queue.
 */
public sealed interface ConnectionEvent extends Detail {
  /** Path: a host has connected to the link. */
  @Kind("connection-accepted")
  record Accepted(int connection) implements ConnectionEvent {}

  /** Path: the link has reached the target; bytes pass from here on. */
  @Kind("connection-joined")
  record Joined(int connection) implements ConnectionEvent {}

  /** Path: the link could not reach the target, or refuses connections. */
  @Kind("connection-refused")
  record Refused(int connection, String reason) implements ConnectionEvent {}

  /** Path: one side has ended its stream; {@code delivered} says that the other side was told. */
  @Kind("connection-ended")
  record Ended(int connection, Direction direction, boolean delivered) implements ConnectionEvent {}

  /** Path: the link resets both sides. */
  @Kind("connection-reset")
  record Reset(int connection, String reason) implements ConnectionEvent {
    /** The reason when a fault has reset every connection of the path. */
    public static final String BY_FAULT = "the path was reset";
  }

  /** Path: bytes fell into a black hole; the connection is dead in that direction for ever. */
  @Kind("bytes-lost")
  record BytesLost(int connection, Direction direction, long bytes) implements ConnectionEvent {}

  /** Path: bytes that a stall had kept go on their way. */
  @Kind("bytes-released")
  record BytesReleased(int connection, Direction direction, long bytes)
      implements ConnectionEvent {}

  /** Path: bytes that a stall had kept vanished, because an endpoint aborted. */
  @Kind("bytes-dropped")
  record BytesDropped(int connection, Direction direction, long bytes) implements ConnectionEvent {}

  /** Host: begins to connect its I/O queues. */
  @Kind("queues-creating")
  record QueuesCreating(int count) implements ConnectionEvent {}

  /** Host: how the I/O queues are used. */
  @Kind("queues-mapped")
  record QueuesMapped(int defaults, int reads, int polls) implements ConnectionEvent {}

  /**
   * Host or target: a Connect command succeeded on this queue; {@code size} is its number of
   * entries.
   */
  @Kind("queue-connected")
  record QueueConnected(int qid, int cntlid, int size) implements ConnectionEvent {}

  /** Host or target: the connection of a queue is no more, or was closed on purpose. */
  @Kind("queue-closed")
  record QueueClosed(int qid, String reason) implements ConnectionEvent {}

  /**
   * Host or target: a fatal transport error was sent or received in a TermReq, or found in what the
   * peer sent.
   *
   * @param fes fatal error status (NVMe/TCP specification; reference 2.6)
   */
  @Kind("transport-error")
  record TransportError(int qid, boolean sent, int fes, long fei, String text)
      implements ConnectionEvent {}
}
