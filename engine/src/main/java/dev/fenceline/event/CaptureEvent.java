package dev.fenceline.event;

import static dev.fenceline.event.Meaning.BYTES;
import static dev.fenceline.event.Meaning.CHOICE;
import static dev.fenceline.event.Meaning.CONNECTION;
import static dev.fenceline.event.Meaning.COUNT;
import static dev.fenceline.event.Meaning.MOMENT;
import static dev.fenceline.event.Meaning.ORIGIN;
import static dev.fenceline.event.Meaning.TEXT;

import dev.fenceline.event.value.Direction;

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

  @Kind(
      name = "capture-opened",
      text = "A network capture begins; this is the first event of its session.")
  record Opened(
      @Field(value = ORIGIN, text = "the capture's time at time 0 of the session, since 1970 (UTC)")
          long originNanos)
      implements CaptureEvent {}

  /** Recorded on the path's lane. */
  @Kind(
      name = "capture-missing",
      text = "A part of one direction of a connection, up to this event, was not decoded.")
  record Missing(
      @Field(CONNECTION) int connection,
      @Field(value = CHOICE, text = "the direction of the part") Direction direction,
      @Field(value = BYTES, text = "bytes that are missing or cannot be decoded", unknown = -1)
          long bytes,
      @Field(value = MOMENT, text = "when the part begins") long sinceNanos,
      @Field(value = TEXT, text = "such as `packets are missing`") String reason)
      implements CaptureEvent {}

  @Kind(name = "capture-closed", text = "The capture ends.")
  record Closed(
      @Field(value = COUNT, text = "packets of the capture") long packets,
      @Field(value = COUNT, text = "TCP connections of the capture") long tcpConnections,
      @Field(value = COUNT, text = "NVMe/TCP connections among them") long connections)
      implements CaptureEvent {}
}
