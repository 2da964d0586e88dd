package dev.fenceline.exchange.capture;

import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the TCP segment in a packet, and counts what has none that can be read. */
final class PacketDecoder {
  private static final int PROTOCOL_TCP = 6;

  private static final int IPV4_BYTES = 20;
  private static final int IPV4_MORE_OR_OFFSET = 0x3FFF;
  private static final int IPV6_BYTES = 40;
  private static final int IPV6_MORE_OR_OFFSET = 0xFFF9;
  private static final int TCP_BYTES = 20;

  private static final int HOP_BY_HOP = 0;
  private static final int ROUTING = 43;
  private static final int FRAGMENT = 44;
  private static final int AUTHENTICATION = 51;
  private static final int DESTINATION = 60;
  private static final int MOBILITY = 135;

  private final Set<Integer> unknownLinkTypes = new LinkedHashSet<>();
  private long packets;
  private long fragments;
  private long cutHeaders;
  private long unknownLinkPackets;
  private long cutPayloads;

  /** Packets that were seen. */
  long packets() {
    return packets;
  }

  /** Packets that are parts of larger ones; these are not put together. */
  long fragments() {
    return fragments;
  }

  /** Packets that were cut before the end of their TCP header. */
  long cutHeaders() {
    return cutHeaders;
  }

  /** TCP segments of whose payload the capture does not have all. */
  long cutPayloads() {
    return cutPayloads;
  }

  /** Packets of link types that are not known. */
  long unknownLinkPackets() {
    return unknownLinkPackets;
  }

  Set<Integer> unknownLinkTypes() {
    return unknownLinkTypes;
  }

  /** The segment in a packet; null if it has none, or none that can be read. */
  @Nullable TcpSegment decode(Packet packet) {
    packets++;
    if (!LinkLayer.knows(packet.linkType())) {
      unknownLinkPackets++;
      unknownLinkTypes.add(packet.linkType());
      return null;
    }
    Optional<ByteBuffer> found = LinkLayer.ip(packet);
    if (found.isEmpty() || !found.get().hasRemaining()) {
      return null;
    }
    ByteBuffer ip = found.get();
    int wireLength = packet.length() - (packet.bytes().limit() - ip.limit());
    return switch (ip.get(0) >>> 4 & 0x0F) {
      case 4 -> ipv4(ip, wireLength);
      case 6 -> ipv6(ip, wireLength);
      default -> null;
    };
  }

  private @Nullable TcpSegment ipv4(ByteBuffer ip, int wireLength) {
    if (ip.limit() < IPV4_BYTES) {
      cutHeaders++;
      return null;
    }
    int headerLength = (ip.get(0) & 0x0F) * 4;
    if (ip.get(9) != PROTOCOL_TCP || headerLength < IPV4_BYTES) {
      return null;
    }
    if ((ip.getShort(6) & IPV4_MORE_OR_OFFSET) != 0) {
      fragments++;
      return null;
    }
    int said = Short.toUnsignedInt(ip.getShort(2));
    // Segmentation in the network card leaves the length to it.
    int total = said == 0 ? wireLength : said;
    return tcp(
        ip,
        headerLength,
        total,
        (segment, at) -> Endpoint.ipv4(ip.getInt(at == 0 ? 12 : 16), segment));
  }

  private @Nullable TcpSegment ipv6(ByteBuffer ip, int wireLength) {
    if (ip.limit() < IPV6_BYTES) {
      cutHeaders++;
      return null;
    }
    int said = Short.toUnsignedInt(ip.getShort(4));
    int total = said == 0 ? wireLength : IPV6_BYTES + said;
    int next = Byte.toUnsignedInt(ip.get(6));
    int at = IPV6_BYTES;
    while (next != PROTOCOL_TCP) {
      if (!isExtension(next)) {
        return null;
      }
      if (ip.limit() < at + 8) {
        cutHeaders++;
        return null;
      }
      if (next == FRAGMENT && (ip.getShort(at + 2) & IPV6_MORE_OR_OFFSET) != 0) {
        fragments++;
        return null;
      }
      int units = Byte.toUnsignedInt(ip.get(at + 1));
      int length =
          switch (next) {
            case FRAGMENT -> 8;
            case AUTHENTICATION -> (units + 2) * 4;
            default -> (units + 1) * 8;
          };
      next = Byte.toUnsignedInt(ip.get(at));
      at += length;
    }
    return tcp(
        ip,
        at,
        total,
        (port, end) -> {
          int from = end == 0 ? 8 : 24;
          return Endpoint.ipv6(ip.getLong(from), ip.getLong(from + 8), port);
        });
  }

  private static boolean isExtension(int next) {
    return switch (next) {
      case HOP_BY_HOP, ROUTING, FRAGMENT, AUTHENTICATION, DESTINATION, MOBILITY -> true;
      default -> false;
    };
  }

  private interface Addresses {
    /** The endpoint with this port: 0 the source, 1 the destination. */
    Endpoint endpoint(int port, int end);
  }

  private @Nullable TcpSegment tcp(ByteBuffer ip, int at, int total, Addresses addresses) {
    if (ip.limit() < at + TCP_BYTES) {
      cutHeaders++;
      return null;
    }
    int payloadAt = at + (ip.get(at + 12) >>> 4 & 0x0F) * 4;
    int length = total - payloadAt;
    if (payloadAt < at + TCP_BYTES || length < 0) {
      return null;
    }
    int captured = Math.clamp(ip.limit() - payloadAt, 0, length);
    cutPayloads += captured < length ? 1 : 0;
    ByteBuffer payload = captured == 0 ? ip.slice(0, 0) : ip.slice(payloadAt, captured);
    return new TcpSegment(
        addresses.endpoint(Short.toUnsignedInt(ip.getShort(at)), 0),
        addresses.endpoint(Short.toUnsignedInt(ip.getShort(at + 2)), 1),
        ip.getInt(at + 4),
        ip.getInt(at + 8),
        Byte.toUnsignedInt(ip.get(at + 13)),
        payload,
        length - captured);
  }
}
