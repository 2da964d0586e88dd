package dev.fenceline.link;

import dev.fenceline.event.Direction;
import dev.fenceline.event.Point;
import io.netty.buffer.ByteBuf;

/**
 * Sees the bytes of every connection of a link twice: as they enter at the sender's side, and as
 * they leave at the receiver's side, just before the receiver is given them. Bytes that are lost,
 * dropped or still underway have entered and not left. Called on the loop thread.
 */
public interface LinkTap {
  /**
   * Bytes passed a point.
   *
   * @param connection number of the connection on its link, from 1
   * @param view the bytes, valid during the call only: to be read, not released and not changed
   */
  void bytes(int connection, Direction direction, Point point, ByteBuf view);

  /**
   * Nothing more passes this point: the stream ended, was reset, or the connection is over. Called
   * exactly once for each direction and point of a connection.
   */
  void ended(int connection, Direction direction, Point point);
}
