package dev.fenceline.link;

import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.Point;
import io.netty.buffer.ByteBuf;

/**
 * Receives the bytes of every connection of a link twice: when they enter at the sender's side, and
 * when they leave at the receiver's side, just before delivery. Bytes that are lost, dropped or
 * still underway have entered and not left. Called on the loop thread.
 */
public interface LinkTap {
  /**
   * Called when bytes have passed a point.
   *
   * @param connection number of the connection on its link, from 1
   * @param view the bytes, valid during the call only; read-only for the listener, which must not
   *     release them
   */
  void bytes(int connection, Direction direction, Point point, ByteBuf view);

  /**
   * Called when no more bytes will pass this point: the stream ended, was reset, or the connection
   * is over. Called exactly once for each direction and point of a connection.
   */
  void ended(int connection, Direction direction, Point point);
}
