package dev.fenceline.exchange.capture;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the TCP segment in a packet, and counts what has none that can be read. */
final class PacketDecoder {
  /** So many headers may lie around a TCP segment: far more than networks put there. */
  static final int LAYERS_MAX = 32;

  private static final int TCP_BYTES = 20;

  private final Set<Integer> unknownLinkTypes = new LinkedHashSet<>();
  private long packets;
  private long fragments;
  private long cutHeaders;
  private long unknownLinkPackets;
  private long cutPayloads;
  private long tooDeep;
  private final Map<Protocol, Long> unread = new EnumMap<>(Protocol.class);

  /** Packets that were seen. */
  long packets() {
    return packets;
  }

  /** Packets that are parts of larger ones that may be of use; these are not put together. */
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

  /** Packets with more than {@link #LAYERS_MAX} headers around one another. */
  long tooDeep() {
    return tooDeep;
  }

  /** Packets of protocols that could carry NVMe/TCP and are not looked into. */
  Map<Protocol, Long> unread() {
    return unread;
  }

  /** The segment in a packet; null if it has none, or none that can be read. */
  @Nullable TcpSegment decode(Packet packet) {
    packets++;
    if (!LinkLayer.knows(packet.linkType())) {
      unknownLinkPackets++;
      unknownLinkTypes.add(packet.linkType());
      return null;
    }
    Layer layer = LinkLayer.of(packet);
    for (int i = 0; i < LAYERS_MAX; i++) {
      if (layer.protocol().isEnd()) {
        ended(layer.protocol());
        return null;
      }
      if (layer.protocol() != Protocol.IP) {
        layer = Tunnels.carried(layer);
        continue;
      }
      IpPacket ip = IpPacket.read(layer);
      if (ip.fragment() != null) {
        fragments += ip.payload().protocol().isEnd() ? 0 : 1;
        return null;
      }
      if (ip.payload().protocol() == Protocol.TCP) {
        return tcp(ip);
      }
      layer = ip.payload();
    }
    tooDeep++;
    return null;
  }

  private void ended(Protocol with) {
    if (with == Protocol.CUT) {
      cutHeaders++;
    } else if (with.isUnread()) {
      unread.merge(with, 1L, Long::sum);
    }
  }

  private @Nullable TcpSegment tcp(IpPacket ip) {
    Layer tcp = ip.payload();
    if (!tcp.has(TCP_BYTES)) {
      ended(tcp.ended().protocol());
      return null;
    }
    int payloadAt = (tcp.unsignedByte(12) >>> 4) * Integer.BYTES;
    int length = tcp.length() - payloadAt;
    if (payloadAt < TCP_BYTES || length < 0) {
      return null;
    }
    ByteBuffer bytes = tcp.bytes();
    int captured = Math.clamp(bytes.limit() - payloadAt, 0, length);
    cutPayloads += captured < length ? 1 : 0;
    return new TcpSegment(
        ip.source(tcp.unsignedShort(0)),
        ip.destination(tcp.unsignedShort(2)),
        bytes.getInt(4),
        bytes.getInt(8),
        tcp.unsignedByte(13),
        captured == 0 ? bytes.slice(0, 0) : bytes.slice(payloadAt, captured),
        length - captured);
  }
}
