package dev.fenceline.exchange.capture.packet;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An IP packet with its endpoints and payload.
 *
 * @param ip the whole packet
 * @param payload the payload after its headers, without the trailer of an Ethernet frame; for a
 *     fragment, all of its bytes
 * @param fragment the position of the payload in a larger packet, or null if the packet is whole
 */
public record IpPacket(Layer ip, Layer payload, @Nullable Fragment fragment) {
  /**
   * A part of the payload of a larger packet.
   *
   * @param headerBytes size of the headers before it, which each part repeats
   * @param protocol the protocol number of the whole payload, as the first part gives it
   * @param id the identifier that the parts of one packet share, besides their endpoints and, in
   *     IPv4, protocol
   * @param offset number of bytes of the payload before this part
   * @param isLast whether this is the last part
   */
  public record Fragment(int headerBytes, int protocol, int id, int offset, boolean isLast) {
    /** Reports whether the whole packet could carry NVMe/TCP. */
    public boolean matters() {
      return isExtension(protocol)
          || protocol == ETHER_IP
          || IpPacket.carried(protocol) != Protocol.OTHER;
    }
  }

  static final int IPV4_BYTES = 20;
  static final int IPV6_BYTES = 40;

  private static final int OFFSET_UNIT = 8;
  private static final int IPV4_MORE = 0x2000;
  private static final int IPV4_OFFSET = 0x1FFF;
  private static final int IPV6_MORE = 1;

  private static final int HOP_BY_HOP = 0;
  private static final int IP_IN_IP = 4;
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int IPV6 = 41;
  private static final int ROUTING = 43;
  private static final int FRAGMENT = 44;
  private static final int GRE = 47;
  private static final int ESP = 50;
  private static final int AUTHENTICATION = 51;
  private static final int DESTINATION = 60;
  private static final int IP_IN_IP_OLD = 94;
  private static final int ETHER_IP = 97;
  private static final int L2TP = 115;
  private static final int MOBILITY = 135;
  private static final int MPLS = 137;

  /** The minimum size of an extension header. */
  private static final int EXTENSION_BYTES = 8;

  private static final int ETHER_IP_BYTES = 2;
  private static final int NO_IP = Integer.MAX_VALUE;

  /** Returns the packet at the front of a layer that is announced as IP. */
  static IpPacket read(Layer ip) {
    int version = ip.has(1) ? ip.unsignedByte(0) >>> 4 : 0;
    return switch (version) {
      case 4 -> ipv4(ip);
      case 6 -> ipv6(ip);
      default -> of(ip, ip.ended());
    };
  }

  /**
   * Reports whether a layer begins with a valid IP packet that is no longer than the layer: its
   * length fits, and an IPv4 checksum is correct or left to the network card.
   */
  static boolean begins(Layer layer) {
    return length(layer) <= layer.length();
  }

  /** Reports whether a layer is exactly one IP packet. */
  static boolean isAllOf(Layer layer) {
    return length(layer) == layer.length();
  }

  private static int length(Layer layer) {
    boolean is6 = layer.has(IPV6_BYTES) && layer.unsignedByte(0) >>> 4 == 6;
    boolean is4 = layer.has(IPV4_BYTES) && layer.unsignedByte(0) >>> 4 == 4 && isSummed(layer);
    if (layer.protocol() != Protocol.IP || !(is4 || is6)) {
      return NO_IP;
    }
    int said = layer.unsignedShort(is4 ? 2 : 4);
    return said == 0 ? layer.length() : said + (is6 ? IPV6_BYTES : 0);
  }

  /** Reports whether the checksum of an IPv4 header is correct or 0. */
  private static boolean isSummed(Layer ipv4) {
    int headerBytes = (ipv4.unsignedByte(0) & 0x0F) * Integer.BYTES;
    if (headerBytes < IPV4_BYTES || !ipv4.has(headerBytes)) {
      return false;
    }
    int sum = 0;
    for (int at = 0; at < headerBytes; at += Short.BYTES) {
      sum += ipv4.unsignedShort(at);
    }
    return ipv4.unsignedShort(10) == 0 || (sum & 0xFFFF) + (sum >>> 16) == 0xFFFF;
  }

  private static IpPacket of(Layer ip, Layer payload) {
    return new IpPacket(ip, payload, null);
  }

  private static IpPacket ipv4(Layer ip) {
    if (!ip.has(IPV4_BYTES)) {
      return of(ip, ip.ended());
    }
    int headerBytes = (ip.unsignedByte(0) & 0x0F) * Integer.BYTES;
    int said = ip.unsignedShort(2);
    // Segmentation offload leaves the length to the network card.
    int total = said == 0 ? ip.length() : said;
    if (headerBytes < IPV4_BYTES || total < headerBytes) {
      return of(ip, ip.as(Protocol.OTHER));
    }
    int part = ip.unsignedShort(6);
    int protocol = ip.unsignedByte(9);
    if ((part & (IPV4_MORE | IPV4_OFFSET)) == 0) {
      return behind(ip.upTo(total), protocol, headerBytes);
    }
    return part(
        ip.upTo(total),
        new Fragment(
            headerBytes,
            protocol,
            ip.unsignedShort(4),
            (part & IPV4_OFFSET) * OFFSET_UNIT,
            (part & IPV4_MORE) == 0));
  }

  private static IpPacket ipv6(Layer ip) {
    if (!ip.has(IPV6_BYTES)) {
      return of(ip, ip.ended());
    }
    int said = ip.unsignedShort(4);
    Layer whole = said == 0 ? ip : ip.upTo(IPV6_BYTES + said);
    return behind(whole, ip.unsignedByte(6), IPV6_BYTES);
  }

  private static IpPacket part(Layer ip, Fragment fragment) {
    return new IpPacket(ip, ip.inner(Protocol.OTHER, fragment.headerBytes), fragment);
  }

  /** Returns the whole packet, with the payload of all parts. This packet is the first part. */
  public IpPacket joined(Fragment first, ByteBuffer whole, int length) {
    ByteBuffer bytes = ByteBuffer.allocate(first.headerBytes + whole.remaining());
    bytes.put(ip.bytes().slice(0, first.headerBytes)).put(whole).flip();
    Layer joined = new Layer(Protocol.IP, bytes, first.headerBytes + length);
    return behind(joined, first.protocol, first.headerBytes);
  }

  /** Skips extension headers. IPv4 has one, too. */
  private static IpPacket behind(Layer ip, int protocol, int at) {
    int next = protocol;
    int from = at;
    while (isExtension(next)) {
      if (!ip.has(from + EXTENSION_BYTES)) {
        return of(ip, ip.ended());
      }
      Fragment fragment = next == FRAGMENT ? fragmentOfIpv6(ip, from) : null;
      if (fragment != null) {
        return part(ip, fragment);
      }
      int extension = next;
      next = ip.unsignedByte(from);
      from += extensionBytes(extension, ip.unsignedByte(from + 1));
    }
    Layer payload = ip.inner(carried(next), from);
    return of(ip, next == ETHER_IP ? payload.inner(Protocol.ETHERNET, ETHER_IP_BYTES) : payload);
  }

  private static boolean isExtension(int next) {
    return switch (next) {
      case HOP_BY_HOP, ROUTING, FRAGMENT, AUTHENTICATION, DESTINATION, MOBILITY -> true;
      default -> false;
    };
  }

  private static int extensionBytes(int extension, int units) {
    return switch (extension) {
      case FRAGMENT -> EXTENSION_BYTES;
      case AUTHENTICATION -> (units + 2) * Integer.BYTES;
      default -> (units + 1) * EXTENSION_BYTES;
    };
  }

  private static @Nullable Fragment fragmentOfIpv6(Layer ip, int at) {
    int part = ip.unsignedShort(at + 2);
    int offset = part & -OFFSET_UNIT;
    boolean isLast = (part & IPV6_MORE) == 0;
    return offset == 0 && isLast
        ? null
        : new Fragment(
            at + EXTENSION_BYTES,
            ip.unsignedByte(at),
            ip.bytes().getInt(at + Integer.BYTES),
            offset,
            isLast);
  }

  private static Protocol carried(int protocol) {
    return switch (protocol) {
      case IP_IN_IP, IPV6, IP_IN_IP_OLD -> Protocol.IP;
      case TCP -> Protocol.TCP;
      case UDP -> Protocol.UDP;
      case GRE -> Protocol.GRE;
      case MPLS -> Protocol.MPLS;
      case ESP -> Protocol.ESP;
      case L2TP -> Protocol.L2TP;
      default -> Protocol.OTHER;
    };
  }

  /** Returns the sender, with this port. */
  public Endpoint source(int port) {
    return isIpv6() ? ipv6(8, port) : Endpoint.ipv4(ip.bytes().getInt(12), port);
  }

  /** Returns the receiver, with this port. */
  public Endpoint destination(int port) {
    return isIpv6() ? ipv6(24, port) : Endpoint.ipv4(ip.bytes().getInt(16), port);
  }

  public boolean isIpv6() {
    return ip.unsignedByte(0) >>> 4 == 6;
  }

  private Endpoint ipv6(int at, int port) {
    ByteBuffer bytes = ip.bytes();
    return Endpoint.ipv6(bytes.getLong(at), bytes.getLong(at + Long.BYTES), port);
  }
}
