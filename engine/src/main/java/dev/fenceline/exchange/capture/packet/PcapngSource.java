package dev.fenceline.exchange.capture.packet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pcapng file: any number of sections and interfaces; enhanced, simple and (obsolete) packet
 * blocks. Other blocks are skipped.
 */
public final class PcapngSource implements PacketSource {
  /** The type of a section header, the same in both byte orders. */
  public static final int SECTION_HEADER = 0x0A0D0D0A;

  static final int INTERFACE = 1;
  private static final int PACKET = 2;
  private static final int SIMPLE_PACKET = 3;
  private static final int STATISTICS = 5;
  static final int ENHANCED_PACKET = 6;

  static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;
  private static final int BLOCK_BYTES_MAX = 1 << 25;

  /** Number of bytes around a body: type and length before it, the length again after it. */
  private static final int AROUND_BODY = 12;

  private static final int OPTION_TIME_RESOLUTION = 9;
  private static final int OPTION_TIME_OFFSET = 14;
  private static final int OPTION_DROPPED = 5;
  private static final int INTERFACES_MAX = 1 << 16;

  /** An interface of the present section. */
  private record Interface(int linkType, TimeUnits units, int keptMax) {}

  private final Pieces pieces;
  private final List<Interface> interfaces = new ArrayList<>();
  private ByteOrder order = ByteOrder.BIG_ENDIAN;
  private long lastNanos;
  private long dropped;

  public PcapngSource(Pieces pieces) {
    this.pieces = pieces;
  }

  @Override
  public @Nullable Packet next() throws IOException {
    Packet packet = null;
    ByteBuffer head = pieces.next(8);
    while (head != null && packet == null) {
      int type = head.getInt(0);
      ByteBuffer body = type == SECTION_HEADER ? section(head) : body(head.getInt(4), 0);
      if (body != null) {
        packet = read(type, body);
      }
      head = packet == null ? pieces.next(8) : null;
    }
    return packet;
  }

  /** Reads the header of a section, which has its own byte order and interfaces. */
  private @Nullable ByteBuffer section(ByteBuffer head) throws IOException {
    ByteBuffer magic = pieces.next(Integer.BYTES);
    if (magic == null) {
      pieces.cut();
      return null;
    }
    order =
        magic.order(ByteOrder.BIG_ENDIAN).getInt(0) == BYTE_ORDER_MAGIC
            ? ByteOrder.BIG_ENDIAN
            : ByteOrder.LITTLE_ENDIAN;
    if (magic.order(order).getInt(0) != BYTE_ORDER_MAGIC) {
      pieces.damaged("a section without a byte order");
      return null;
    }
    pieces.order(order);
    interfaces.clear();
    return body(head.order(order).getInt(4), Integer.BYTES);
  }

  /** Returns the body between the two lengths of a block, or null if the file ends here. */
  private @Nullable ByteBuffer body(int length, int taken) throws IOException {
    if (length < AROUND_BODY + taken || length % 4 != 0 || length > BLOCK_BYTES_MAX) {
      pieces.damaged("a block of %,d bytes".formatted(Integer.toUnsignedLong(length)));
      return null;
    }
    ByteBuffer body = pieces.next(length - AROUND_BODY - taken + Integer.BYTES);
    if (body == null) {
      pieces.cut();
      return null;
    }
    return body.limit(body.limit() - Integer.BYTES);
  }

  private @Nullable Packet read(int type, ByteBuffer body) {
    return switch (type) {
      case INTERFACE -> {
        interfaceBlock(body);
        yield null;
      }
      case ENHANCED_PACKET -> body.remaining() < 20 ? null : timed(body.getInt(), body);
      case PACKET -> body.remaining() < 20 ? null : obsolete(body);
      case SIMPLE_PACKET -> body.remaining() < 4 ? null : simple(body);
      case STATISTICS -> {
        statistics(body);
        yield null;
      }
      default -> null;
    };
  }

  private void interfaceBlock(ByteBuffer body) {
    if (body.remaining() < 8 || interfaces.size() == INTERFACES_MAX) {
      return;
    }
    int linkType = Short.toUnsignedInt(body.getShort());
    body.getShort();
    int keptMax = body.getInt();
    TimeUnits units = TimeUnits.MICROS;
    for (Option option = option(body); option != null; option = option(body)) {
      if (option.code == OPTION_TIME_RESOLUTION && option.value.remaining() >= 1) {
        units = units.withResolution(option.value.get(0));
      } else if (option.code == OPTION_TIME_OFFSET && option.value.remaining() >= 8) {
        units = units.withOffset(option.value.getLong(0));
      }
    }
    interfaces.add(new Interface(linkType, units, keptMax));
  }

  private record Option(int code, ByteBuffer value) {}

  private @Nullable Option option(ByteBuffer body) {
    if (body.remaining() < 4) {
      return null;
    }
    int code = Short.toUnsignedInt(body.getShort());
    int length = Short.toUnsignedInt(body.getShort());
    if (code == 0 || length > body.remaining()) {
      return null;
    }
    ByteBuffer value = body.slice(body.position(), length).order(order);
    body.position(Math.min(body.limit(), body.position() + (length + 3) / 4 * 4));
    return new Option(code, value);
  }

  private @Nullable Packet obsolete(ByteBuffer body) {
    int number = Short.toUnsignedInt(body.getShort());
    body.getShort();
    return timed(number, body);
  }

  private @Nullable Packet timed(int number, ByteBuffer body) {
    Interface from = interfaceOf(number);
    if (from == null) {
      return null;
    }
    long ticks = Integer.toUnsignedLong(body.getInt()) << Integer.SIZE;
    lastNanos = from.units.nanos(ticks | Integer.toUnsignedLong(body.getInt()));
    return packet(from, body.getInt(), body.getInt(), body);
  }

  /** Returns a simple packet. It has no time and gets that of the previous packet. */
  private @Nullable Packet simple(ByteBuffer body) {
    Interface from = interfaceOf(0);
    if (from == null) {
      return null;
    }
    int length = body.getInt();
    int kept = from.keptMax > 0 ? Math.min(length, from.keptMax) : length;
    return packet(from, Math.min(kept, body.remaining()), length, body);
  }

  private @Nullable Packet packet(Interface from, int kept, int length, ByteBuffer body) {
    if (kept < 0 || kept > body.remaining()) {
      pieces.damaged("a packet that is longer than its block");
      return null;
    }
    ByteBuffer bytes = body.slice(body.position(), kept);
    return new Packet(lastNanos, from.linkType, bytes, Math.max(kept, length));
  }

  private @Nullable Interface interfaceOf(int number) {
    if (number < 0 || number >= interfaces.size()) {
      pieces.damaged("a packet of interface %d, which is not described".formatted(number));
      return null;
    }
    return interfaces.get(number);
  }

  private void statistics(ByteBuffer body) {
    if (body.remaining() < 12) {
      return;
    }
    body.position(body.position() + 12);
    for (Option option = option(body); option != null; option = option(body)) {
      if (option.code == OPTION_DROPPED && option.value.remaining() >= 8) {
        dropped += Math.max(0, option.value.getLong(0));
      }
    }
  }

  @Override
  public @Nullable String problem() {
    return pieces.problem();
  }

  @Override
  public long dropped() {
    return dropped;
  }
}
