package dev.fenceline.tap;

import dev.fenceline.event.Direction;
import dev.fenceline.event.Point;
import dev.fenceline.nvme.tcp.Pdu;

/** Is given the PDUs of the connections of one path, as a {@link PduTap} decodes them. */
public interface PduListener {
  /** Wants nothing. */
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
   * A whole PDU passed a point.
   *
   * @param connection number of the connection, from 1
   * @param pdu stays the caller's; its data is valid during the call only, and left out (an empty
   *     buffer) on an I/O queue after its Connect
   * @param dataLength bytes of data that it carries
   */
  void passed(int connection, Direction direction, Point point, Pdu pdu, int dataLength);

  /** Nothing more passes this point. */
  void ended(int connection, Direction direction, Point point);

  /** Nothing more of this connection passes anywhere. */
  void over(int connection);
}
