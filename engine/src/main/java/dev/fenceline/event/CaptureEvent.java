package dev.fenceline.event;

/** An imported network capture: its beginning, end, totals and gaps. */
public sealed interface CaptureEvent extends Detail {
  /** Explains the event in one or two sentences. */
  default String explanation() {
    return switch (this) {
      case Opened _ -> "A network capture begins.";
      case Missing it ->
          "%s of connection %d %s could not be decoded: %s."
              .formatted(
                  it.bytes() < 0 ? "A part" : count(it.bytes(), "byte"),
                  it.connection(),
                  it.direction() == Direction.TO_TARGET ? "to the target" : "to the host",
                  it.reason());
      case Closed it ->
          "The capture ends. It has %s and %s, of NVMe/TCP %,d."
              .formatted(
                  count(it.packets(), "packet"),
                  count(it.tcpConnections(), "TCP connection"),
                  it.connections());
    };
  }

  private static String count(long number, String thing) {
    return "%,d %s%s".formatted(number, thing, number == 1 ? "" : "s");
  }

  /**
   * The capture begins; the first event of its session.
   *
   * @param originNanos the capture's time at time 0 of the session, in nanoseconds since 1970 (UTC)
   */
  @Kind("capture-opened")
  record Opened(long originNanos) implements CaptureEvent {}

  /**
   * A part of a direction, from {@code sinceNanos} to this event, was not decoded. Lane: the
   * path's.
   *
   * @param connection the connection, numbered as in {@link ConnectionEvent}
   * @param bytes number of bytes that are missing or cannot be decoded; -1 if it is not known
   * @param reason the reason, such as {@code packets are missing}
   */
  @Kind("capture-missing")
  record Missing(int connection, Direction direction, long bytes, long sinceNanos, String reason)
      implements CaptureEvent {}

  /**
   * The capture ends.
   *
   * @param packets number of its packets
   * @param tcpConnections number of its TCP connections
   * @param connections number of NVMe/TCP connections among them
   */
  @Kind("capture-closed")
  record Closed(long packets, long tcpConnections, long connections) implements CaptureEvent {}
}
