package dev.fenceline.exchange.capture;

import dev.fenceline.event.CaptureEvent;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PathEvent;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.PathState;
import dev.fenceline.event.value.Point;
import dev.fenceline.exchange.capture.packet.CaptureForm;
import dev.fenceline.exchange.capture.packet.Endpoint;
import dev.fenceline.exchange.capture.packet.PacketWriter;
import dev.fenceline.exchange.capture.packet.TcpFramer;
import dev.fenceline.session.ProgramVersion;
import dev.fenceline.tap.pdu.ByteTap;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a run as a network capture that Wireshark reads as NVMe/TCP. The capture shows the host's
 * end of each path: bytes that a black hole drops on their way to the target are in it and are
 * never acknowledged; bytes dropped on their way to the host are not in it. Times are those of the
 * run, counted from 1970. TCP, IP and Ethernet headers are synthetic: nothing is retransmitted, and
 * segments are as large as jumbo frames allow.
 *
 * <p>Follows a run by its events and by the bytes of {@link ByteTap}. {@link RecordedBytes} makes
 * it follow a recording.
 */
public final class CaptureWriter implements ByteTap, Consumer<Event> {
  /** The comment of a capture that was written from a recording. */
  public static final String WITHOUT_PAYLOAD =
      "A session keeps no payload: data in this capture is zero, with digests to match, and headers"
          + " of I/O are made up as far as the session does not say them.";

  private static final int FIRST_PORT = 0xC000;
  private static final int PORTS = 0x4000;

  private final PacketWriter packets;
  private final boolean endsByReset;
  private final Map<String, WrittenPath> paths = new HashMap<>();
  private long originNanos;
  private int connections;
  private boolean isOver;
  private @Nullable IOException failure;

  CaptureWriter(OutputStream out, CaptureForm form, boolean endsByReset, String comment)
      throws IOException {
    packets = new PacketWriter(out, form, "Fenceline " + ProgramVersion.number(), comment);
    this.endsByReset = endsByReset;
  }

  /**
   * Starts the capture of a run in virtual time, whose endpoints end connections by reset. The
   * caller must pass it the events and bytes of the run.
   *
   * @param out the stream, which stays open and should be buffered
   * @throws IOException if it cannot be written
   */
  public static CaptureWriter ofRun(OutputStream out, CaptureForm form) throws IOException {
    return new CaptureWriter(out, form, true, "A run in virtual time.");
  }

  /**
   * Ends the capture.
   *
   * @throws IOException if writing failed at any time
   */
  public void finish() throws IOException {
    isOver = true;
    if (failure != null) {
      throw failure;
    }
  }

  private interface Writing {
    void write() throws IOException;
  }

  /** Performs a write. A failure ends the capture but not the run. */
  private void attempt(Writing writing) {
    if (isOver || failure != null) {
      return;
    }
    try {
      writing.write();
    } catch (IOException e) {
      failure = e;
    }
  }

  /** Handles the next event of the run. */
  @Override
  public void accept(Event event) {
    switch (event.detail()) {
      case CaptureEvent.Opened it -> originNanos = it.originNanos();
      case PathEvent.Opened it -> attempt(() -> open(event.lane(), it));
      case PathEvent.StateChanged it -> changed(event.lane(), it);
      case ConnectionEvent.Accepted it ->
          attempt(() -> accept(event.nanos(), event.lane(), it.connection()));
      case RunEvent.Ended _ -> isOver = true;
      default -> {}
    }
  }

  private void open(Lane lane, PathEvent.Opened opened) throws IOException {
    int network = packets.add("path " + lane.name());
    paths.put(lane.name(), new WrittenPath(opened.front(), network));
  }

  private void changed(Lane lane, PathEvent.StateChanged change) {
    WrittenPath path = paths.get(lane.name());
    if (path != null && change.direction() == Direction.TO_HOST) {
      path.isHostTold = change.to() == PathState.UP;
    }
  }

  private void accept(long nanos, Lane lane, int number) throws IOException {
    WrittenPath path = paths.get(lane.name());
    if (path != null) {
      Endpoint host = path.host(FIRST_PORT + connections++ % PORTS);
      WrittenConnection connection =
          new WrittenConnection(
              (at, segment) ->
                  packets.write(originNanos + at, path.network, TcpFramer.frame(segment)),
              host,
              path.target);
      path.connections.put(number, connection);
      connection.open(nanos);
    }
  }

  private interface Step {
    void take(WrittenPath path, WrittenConnection connection) throws IOException;
  }

  private void on(String name, int number, Step step) {
    WrittenPath path = paths.get(name);
    WrittenConnection connection = path == null ? null : path.connections.get(number);
    if (path != null && connection != null) {
      attempt(() -> step.take(path, connection));
    }
  }

  @Override
  public void bytes(
      long nanos, String path, int connection, Direction direction, Point point, ByteBuf view) {
    on(
        path,
        connection,
        (way, it) -> {
          if (isAtHost(direction, point)) {
            it.bytes(nanos, direction, view);
          } else if (direction == Direction.TO_TARGET) {
            it.arrived(nanos, view.readableBytes(), way.isHostTold);
          }
        });
  }

  private static boolean isAtHost(Direction direction, Point point) {
    return direction == Direction.TO_TARGET ? point == Point.ENTERED : point == Point.LEFT;
  }

  @Override
  public void ended(long nanos, String path, int connection, Direction direction, Point point) {
    if (isAtHost(direction, point)) {
      on(
          path,
          connection,
          (_, it) -> {
            if (endsByReset) {
              it.reset(nanos, direction);
            } else {
              it.finish(nanos, direction);
            }
          });
    }
  }

  /** Notes that the host received the reset of a connection. */
  void reset(long nanos, String path, int connection) {
    on(path, connection, (_, it) -> it.reset(nanos, Direction.TO_HOST));
  }

  /** Skips bytes that were not recorded. */
  void skip(String path, int connection, Direction direction, long count) {
    on(path, connection, (_, it) -> it.skip(direction, count));
  }
}
