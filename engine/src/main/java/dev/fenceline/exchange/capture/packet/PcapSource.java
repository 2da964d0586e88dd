package dev.fenceline.exchange.capture.packet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** A classic pcap file of either byte order, with times in microseconds or nanoseconds. */
public final class PcapSource implements PacketSource {
  static final int MAGIC_MICROS = 0xA1B2C3D4;
  static final int MAGIC_NANOS = 0xA1B23C4D;
  static final int HEADER_BYTES = 24;

  /** The largest packet size. A larger size is a sign of damage: no capture program stores more. */
  static final int PACKET_BYTES_MAX = 1 << 20;

  private static final int RECORD_BYTES = 16;
  private static final int VERSION_AND_ZONE_BYTES = 12;
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final int NANOS_PER_MICRO = 1_000;

  /** Mask of the link type. Its high bits describe frame check sequences. */
  private static final int LINK_TYPE_MASK = 0xFFFF;

  private final Pieces pieces;
  private final int nanosPerUnit;
  private final int linkType;

  private PcapSource(Pieces pieces, int nanosPerUnit, int linkType) {
    this.pieces = pieces;
    this.nanosPerUnit = nanosPerUnit;
    this.linkType = linkType;
  }

  /** Reports whether a file begins with this magic, read in big-endian order. */
  public static boolean isMagic(int magic) {
    return orderOf(magic) != null;
  }

  private static @Nullable ByteOrder orderOf(int magic) {
    if (magic == MAGIC_MICROS || magic == MAGIC_NANOS) {
      return ByteOrder.BIG_ENDIAN;
    }
    int reversed = Integer.reverseBytes(magic);
    return reversed == MAGIC_MICROS || reversed == MAGIC_NANOS ? ByteOrder.LITTLE_ENDIAN : null;
  }

  /** Reads the header of a file whose first four bytes are a magic number. */
  public static PcapSource open(Pieces pieces) throws IOException {
    ByteBuffer header = pieces.next(HEADER_BYTES);
    ByteOrder order = header == null ? null : orderOf(header.getInt(0));
    if (header == null || order == null) {
      throw new CaptureException(
          "this capture is cut off within its first bytes and has no packets");
    }
    header.order(order);
    pieces.order(order);
    int unit = header.getInt() == MAGIC_NANOS ? 1 : NANOS_PER_MICRO;
    int linkType =
        header.getInt(header.position() + VERSION_AND_ZONE_BYTES + Integer.BYTES) & LINK_TYPE_MASK;
    return new PcapSource(pieces, unit, linkType);
  }

  @Override
  public @Nullable Packet next() throws IOException {
    ByteBuffer record = pieces.next(RECORD_BYTES);
    if (record == null) {
      return null;
    }
    long seconds = Integer.toUnsignedLong(record.getInt());
    long fraction = Integer.toUnsignedLong(record.getInt());
    int kept = record.getInt();
    int length = record.getInt();
    if (kept < 0 || kept > PACKET_BYTES_MAX) {
      pieces.damaged("a packet of %,d bytes".formatted(Integer.toUnsignedLong(kept)));
      return null;
    }
    ByteBuffer bytes = pieces.next(kept);
    if (bytes == null) {
      pieces.cut();
      return null;
    }
    return new Packet(
        seconds * NANOS_PER_SECOND + fraction * nanosPerUnit,
        linkType,
        bytes.order(ByteOrder.BIG_ENDIAN),
        Math.max(kept, length));
  }

  @Override
  public @Nullable String problem() {
    return pieces.problem();
  }

  @Override
  public long dropped() {
    return 0;
  }
}
