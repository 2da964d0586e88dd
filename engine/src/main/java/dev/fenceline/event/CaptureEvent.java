package dev.fenceline.event;

/** An imported network capture: what it holds besides the PDUs, and what is missing from it. */
public sealed interface CaptureEvent extends Detail {
  /** What it means, in a sentence. */
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
   * @param originNanos the time of the capture at time 0 of the session: since 1970 (UTC)
   */
  @Kind("capture-opened")
  record Opened(long originNanos) implements CaptureEvent {}

  /**
   * From {@code sinceNanos} to this event a part of a direction was not decoded. Lane: the path's.
   *
   * @param connection the connection, numbered as in {@link ConnectionEvent}
   * @param bytes how many bytes are missing or have no meaning; -1: unknown
   * @param reason why, such as {@code packets are missing}
   */
  @Kind("capture-missing")
  record Missing(int connection, Direction direction, long bytes, long sinceNanos, String reason)
      implements CaptureEvent {}

  /**
   * The capture ends.
   *
   * @param packets how many packets it has
   * @param tcpConnections how many TCP connections were seen
   * @param connections how many of them are NVMe/TCP
   */
  @Kind("capture-closed")
  record Closed(long packets, long tcpConnections, long connections) implements CaptureEvent {}
}
