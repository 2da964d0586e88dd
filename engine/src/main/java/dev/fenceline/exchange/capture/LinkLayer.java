package dev.fenceline.exchange.capture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What comes before the IP header, for the link types that are known. */
final class LinkLayer {
  static final int NULL = 0;
  static final int ETHERNET = 1;
  static final int RAW = 101;
  static final int LOOP = 108;
  static final int LINUX_SLL = 113;
  static final int IPV4 = 228;
  static final int IPV6 = 229;
  static final int LINUX_SLL2 = 276;

  private static final int RAW_BSD = 12;
  private static final int RAW_OPENBSD = 14;

  private static final int TYPE_IPV4 = 0x0800;
  private static final int TYPE_IPV6 = 0x86DD;
  private static final int TYPE_VLAN = 0x8100;
  private static final int TYPE_QINQ = 0x88A8;
  private static final int TYPE_QINQ_OLD = 0x9100;
  private static final int TAG_BYTES = 4;

  private static final int ETHERNET_TYPE_AT = 12;
  private static final int SLL_TYPE_AT = 14;
  private static final int SLL2_BYTES = 20;
  private static final int AF_INET = 2;

  /** IPv6 has another number on each BSD, on Linux and on Windows. */
  private static final Set<Integer> AF_INET6 = Set.of(10, 23, 24, 28, 30);

  /** Names of link types that are met, but not read. */
  private static final Map<Integer, String> OTHERS =
      Map.of(
          9, "PPP",
          105, "IEEE 802.11",
          127, "IEEE 802.11 with radiotap",
          147, "a private link type",
          189, "USB",
          220, "USB",
          247, "InfiniBand",
          252, "Wireshark upper PDU",
          253, "netlink");

  private LinkLayer() {}

  /** Whether packets of this link type can be read. */
  static boolean knows(int linkType) {
    return switch (linkType) {
      case NULL, ETHERNET, RAW, LOOP, LINUX_SLL, IPV4, IPV6, LINUX_SLL2, RAW_BSD, RAW_OPENBSD ->
          true;
      default -> false;
    };
  }

  /** A link type in words, such as {@code 105 (IEEE 802.11)}. */
  static String name(int linkType) {
    String name = OTHERS.get(linkType);
    return name == null ? String.valueOf(linkType) : linkType + " (" + name + ")";
  }

  /** The IP packet in a packet; empty if there is none, or it was cut before that. */
  static Optional<ByteBuffer> ip(Packet packet) {
    ByteBuffer bytes = packet.bytes();
    return switch (packet.linkType()) {
      case ETHERNET -> typed(bytes, ETHERNET_TYPE_AT, ETHERNET_TYPE_AT + 2);
      case LINUX_SLL -> typed(bytes, SLL_TYPE_AT, SLL_TYPE_AT + 2);
      case LINUX_SLL2 -> typed(bytes, 0, SLL2_BYTES);
      case NULL, LOOP -> family(bytes);
      case RAW, IPV4, IPV6, RAW_BSD, RAW_OPENBSD -> Optional.of(bytes.slice());
      default -> Optional.empty();
    };
  }

  private static Optional<ByteBuffer> typed(ByteBuffer bytes, int typeAt, int headerBytes) {
    int at = headerBytes;
    if (bytes.remaining() < at) {
      return Optional.empty();
    }
    int type = Short.toUnsignedInt(bytes.getShort(typeAt));
    while (isTag(type) && bytes.remaining() >= at + TAG_BYTES) {
      type = Short.toUnsignedInt(bytes.getShort(at + 2));
      at += TAG_BYTES;
    }
    return type == TYPE_IPV4 || type == TYPE_IPV6 ? Optional.of(from(bytes, at)) : Optional.empty();
  }

  private static boolean isTag(int type) {
    return type == TYPE_VLAN || type == TYPE_QINQ || type == TYPE_QINQ_OLD;
  }

  /** The address family is in the byte order of the machine that captured, whichever that was. */
  private static Optional<ByteBuffer> family(ByteBuffer bytes) {
    if (bytes.remaining() < Integer.BYTES) {
      return Optional.empty();
    }
    int big = bytes.getInt(0);
    int family = Integer.compareUnsigned(big, 0xFFFF) > 0 ? Integer.reverseBytes(big) : big;
    return family == AF_INET || AF_INET6.contains(family)
        ? Optional.of(from(bytes, Integer.BYTES))
        : Optional.empty();
  }

  private static ByteBuffer from(ByteBuffer bytes, int at) {
    return bytes.slice(at, bytes.limit() - at).order(ByteOrder.BIG_ENDIAN);
  }
}
