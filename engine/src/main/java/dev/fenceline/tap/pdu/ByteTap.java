package dev.fenceline.tap.pdu;

import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.Point;
import io.netty.buffer.ByteBuf;

/**
 * Receives the bytes of all paths of a run, for example to write a network capture. It is called on
 * the loop's thread and must not block it.
 */
public interface ByteTap {
  /** Ignores all bytes. */
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
   * Called when bytes have passed a point of a path.
   *
   * @param nanos time since the session began
   * @param path name of the path
   * @param connection number of the connection on its path, from 1
   * @param view the bytes, valid during the call only; read-only for the tap, which must not
   *     release them
   */
  void bytes(
      long nanos, String path, int connection, Direction direction, Point point, ByteBuf view);

  /** Called when no more bytes will pass this point. */
  void ended(long nanos, String path, int connection, Direction direction, Point point);
}
