package dev.fenceline.tap;

import dev.fenceline.event.Direction;
import dev.fenceline.event.Point;
import io.netty.buffer.ByteBuf;

/**
 * Is shown the bytes of all paths of a run as they pass, and what a network capture of it is made
 * of. Called on the loop's thread; must not block it.
 */
public interface ByteTap {
  /** Wants nothing. */
  ByteTap NONE =
      new ByteTap() {
        @Override
        public void bytes(
            long nanos,
            String path,
            int connection,
            Direction direction,
            Point point,
            ByteBuf view) {}

        @Override
        public void ended(
            long nanos, String path, int connection, Direction direction, Point point) {}
      };

  /**
   * Bytes passed a point of a path.
   *
   * @param nanos since the session began
   * @param path its name
   * @param connection number of the connection on its path, from 1
   * @param view the bytes, valid during the call only: to be read, not released and not changed
   */
  void bytes(
      long nanos, String path, int connection, Direction direction, Point point, ByteBuf view);

  /** Nothing more passes this point. */
  void ended(long nanos, String path, int connection, Direction direction, Point point);
}
