package dev.fenceline.tap.pdu;

import dev.fenceline.event.Lane;
import dev.fenceline.event.PduEvent;
import dev.fenceline.event.Recorder;
import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.Point;
import dev.fenceline.nvme.tcp.Digests;
import dev.fenceline.nvme.tcp.PduRule;
import io.netty.buffer.ByteBuf;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of a path's connections into {@link PduEvent}s. Each direction of a connection is
 * decoded separately at both points, so that bytes that entered are distinguished from bytes that
 * left; passing the bytes of one point is sufficient. Digests, queue and controller found in one
 * direction apply to the whole connection.
 *
 * <p>Keeps no payload except one incomplete PDU for each direction and point, and no payload of I/O
 * queues. Loop thread only.
 */
public final class PduTap {
  private final Lane lane;
  private final Recorder recorder;
  private final PduListener listener;
  private final Map<Integer, TappedConnection> connections = new HashMap<>();
  private @Nullable Consumer<PduRule> tolerated;

  /**
   * @param lane the path's lane
   * @param recorder records every PDU
   */
  public PduTap(Lane lane, Recorder recorder) {
    this(lane, recorder, PduListener.NONE);
  }

  /**
   * Creates a tap with a listener for PDUs.
   *
   * @param lane the path's lane
   * @param recorder records every PDU
   * @param listener receives each PDU after it was recorded, and the ends of connections that
   *     carried bytes
   */
  public PduTap(Lane lane, Recorder recorder, PduListener listener) {
    this.lane = lane;
    this.recorder = recorder;
    this.listener = listener;
  }

  private TappedConnection connection(int connection) {
    return connections.computeIfAbsent(connection, this::begun);
  }

  private TappedConnection begun(int number) {
    TappedConnection begun = new TappedConnection(number, lane, recorder, listener);
    if (tolerated != null) {
      begun.tolerate(tolerated);
    }
    return begun;
  }

  /**
   * Accepts PDUs that violate a rule, on connections that begin after this call.
   *
   * @param told receives each violated rule before the PDU is recorded
   */
  public void tolerate(Consumer<PduRule> told) {
    tolerated = told;
  }

  /**
   * Resumes decoding with the next bytes if an earlier PDU could not be decoded. According to the
   * lengths of the PDUs before them, these bytes begin a PDU.
   */
  public void goOn(int connection, Direction direction, Point point) {
    connection(connection).goOn(direction, point);
  }

  /**
   * Treats the next bytes at this point as the start of a PDU, because the beginning of the
   * connection was not seen or bytes are missing. Discards an incomplete PDU.
   */
  public void resume(int connection, Direction direction, Point point) {
    connection(connection).resume(direction, point);
  }

  /** Notes that PDUs of a connection are not seen until it resumes. */
  public void misses(int connection, Direction direction) {
    listener.missed(connection, direction, false);
  }

  /** Sets the digests that apply from the next PDU on. Call it if the ICResp was not seen. */
  public void use(int connection, Digests digests) {
    connection(connection).use(digests);
  }

  /**
   * Adds bytes that were not seen, which are part of the data of a PDU whose header was seen. They
   * are treated as zeros. The PDU is recorded by its header; the listener receives it only if its
   * data does not matter.
   */
  public void absent(int connection, Direction direction, Point point, int count) {
    connection(connection).absent(direction, point, count);
  }

  /**
   * Reads bytes that have passed a point.
   *
   * @param connection number of the connection, from 1
   * @param view the bytes, in order and without gaps; they are read, but neither released nor kept
   */
  public void bytes(int connection, Direction direction, Point point, ByteBuf view) {
    connection(connection).bytes(direction, point, view);
  }

  /** Ends the stream at this point and discards an incomplete PDU. */
  public void ended(int connection, Direction direction, Point point) {
    TappedConnection tapped = connections.get(connection);
    if (tapped == null) {
      return;
    }
    listener.ended(connection, direction, point);
    if (tapped.ended(direction, point)) {
      connections.remove(connection);
      listener.over(connection);
    }
  }
}
