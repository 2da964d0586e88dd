package dev.fenceline.tap;

import dev.fenceline.event.Direction;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PduEvent;
import dev.fenceline.event.Point;
import dev.fenceline.event.Recorder;
import dev.fenceline.nvme.tcp.Digests;
import dev.fenceline.nvme.tcp.Rule;
import io.netty.buffer.ByteBuf;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of a path's connections into {@link PduEvent}s. Each direction of a connection is
 * decoded at both points on its own, so that what entered and what left can be told apart; only one
 * point need ever be fed. What one direction says about the connection (digests, queue, controller)
 * holds for all of it.
 *
 * <p>Keeps no payload beyond one partial PDU for each point, and none of an I/O queue. Loop thread
 * only.
 */
public final class PduTap {
  private final Lane lane;
  private final Recorder recorder;
  private final PduListener listener;
  private final Map<Integer, TappedConnection> connections = new HashMap<>();
  private @Nullable Consumer<Rule> tolerated;

  /**
   * @param lane the path's lane
   * @param recorder is told of every PDU
   */
  public PduTap(Lane lane, Recorder recorder) {
    this(lane, recorder, PduListener.NONE);
  }

  /**
   * A tap with somebody who is given the PDUs themselves.
   *
   * @param lane the path's lane
   * @param recorder is told of every PDU
   * @param listener is given each PDU after it was recorded, and the ends of connections that had
   *     bytes
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
   * PDUs that break a rule are told all the same, on connections that begin after this.
   *
   * @param told is given each rule that a PDU breaks, before the PDU is recorded
   */
  public void tolerate(Consumer<Rule> told) {
    tolerated = told;
  }

  /**
   * A PDU begins with the next bytes, as the lengths of those before it say: goes on there if one
   * of them could not be read.
   */
  public void goOn(int connection, Direction direction, Point point) {
    connection(connection).goOn(direction, point);
  }

  /**
   * A PDU begins with the next bytes that pass this point. What passed before, if anything, was not
   * the beginning of the connection, or did not continue to here: a partial PDU is forgotten.
   */
  public void resume(int connection, Direction direction, Point point) {
    connection(connection).resume(direction, point);
  }

  /** These digests are in use from the next PDU on; to be told where no ICResp says it. */
  public void use(int connection, Digests digests) {
    connection(connection).use(digests);
  }

  /**
   * Bytes that passed were not seen: part of the data of a PDU whose header was. They are taken for
   * zeros; the PDU is known by its header, and the listener is not given it if its data says
   * anything.
   */
  public void absent(int connection, Direction direction, Point point, int count) {
    connection(connection).absent(direction, point, count);
  }

  /**
   * Bytes passed a point.
   *
   * @param connection number of the connection, from 1
   * @param view the bytes, in order and without gaps; neither released nor kept, but read
   */
  public void bytes(int connection, Direction direction, Point point, ByteBuf view) {
    connection(connection).bytes(direction, point, view);
  }

  /** Nothing more passes this point; a partial PDU is forgotten. */
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
