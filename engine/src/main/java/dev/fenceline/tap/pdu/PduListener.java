package dev.fenceline.tap.pdu;

import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.Point;
import dev.fenceline.nvme.tcp.Pdu;

/** Receives the PDUs of the connections of one path that a {@link PduTap} decodes. */
public interface PduListener {
  /** Ignores all PDUs. */
  PduListener NONE =
      new PduListener() {
        @Override
        public void passed(
            int connection, Direction direction, Point point, Pdu pdu, int dataLength) {}

        @Override
        public void ended(int connection, Direction direction, Point point) {}

        @Override
        public void over(int connection) {}
      };

  /**
   * Called when a whole PDU has passed a point.
   *
   * @param connection number of the connection, from 1
   * @param pdu the PDU, owned by the caller; its data is valid during the call only, and is an
   *     empty buffer on an I/O queue after its Connect
   * @param dataLength number of data bytes in the PDU
   */
  void passed(int connection, Direction direction, Point point, Pdu pdu, int dataLength);

  /**
   * Called when PDUs of this connection may have passed that could not be decoded, such as those in
   * packets that a capture does not have.
   *
   * @param isOver whether all PDUs are seen again from now on
   */
  default void missed(int connection, Direction direction, boolean isOver) {}

  /** Called when no more PDUs will pass this point. */
  void ended(int connection, Direction direction, Point point);

  /** Called when no more PDUs of this connection will pass any point. */
  void over(int connection);
}
