package dev.fenceline.exchange.capture.packet;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the TCP segment in a packet, and counts packets that have no readable segment. */
public final class PacketDecoder {
  /** The largest number of headers around a TCP segment, far more than networks use. */
  public static final int LAYERS_MAX = 32;

  private static final int TCP_BYTES = 20;

  private final Fragments fragments = new Fragments();
  private final Set<Integer> unknownLinkTypes = new LinkedHashSet<>();
  private long packets;
  private long cutHeaders;
  private long unknownLinkPackets;
  private long cutPayloads;
  private long tooDeep;
  private final Map<Protocol, Long> unread = new EnumMap<>(Protocol.class);

  /** Returns the number of packets. */
  public long packets() {
    return packets;
  }

  /** Returns the fragments of larger packets, which are being joined. */
  public Fragments fragments() {
    return fragments;
  }

  /** Returns the number of packets that were truncated before the end of their TCP header. */
  public long cutHeaders() {
    return cutHeaders;
  }

  /** Returns the number of TCP segments whose payload was not captured completely. */
  public long cutPayloads() {
    return cutPayloads;
  }

  /** Returns the number of packets of unknown link types. */
  public long unknownLinkPackets() {
    return unknownLinkPackets;
  }

  public Set<Integer> unknownLinkTypes() {
    return unknownLinkTypes;
  }

  /** Returns the number of packets with more than {@link #LAYERS_MAX} nested headers. */
  public long tooDeep() {
    return tooDeep;
  }

  /** Returns the number of packets that could carry NVMe/TCP but are not decoded, by protocol. */
  public Map<Protocol, Long> unread() {
    return unread;
  }

  /** Returns the segment in a packet, or null if it has no readable one. */
  public @Nullable TcpSegment decode(Packet packet) {
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
      IpPacket ip = fragments.whole(IpPacket.read(layer), packet.nanos(), packets);
      if (ip == null) {
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
