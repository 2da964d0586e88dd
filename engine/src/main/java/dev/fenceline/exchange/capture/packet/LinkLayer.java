package dev.fenceline.exchange.capture.packet;

import java.util.Map;
import java.util.Set;

/** Skips the headers before the IP header, for the known link types. */
public final class LinkLayer {
  static final int NULL = 0;
  public static final int ETHERNET = 1;
  public static final int RAW = 101;
  static final int LOOP = 108;
  static final int LINUX_SLL = 113;
  static final int IPV4 = 228;
  static final int IPV6 = 229;
  static final int LINUX_SLL2 = 276;

  private static final int RAW_BSD = 12;
  private static final int RAW_OPENBSD = 14;

  private static final int TYPE_BYTES = 2;
  private static final int ETHERNET_BYTES = 14;
  private static final int SLL_BYTES = 16;
  private static final int SLL2_BYTES = 20;
  private static final int AF_INET = 2;

  /** AF_INET6, which differs between the BSDs, Linux and Windows. */
  private static final Set<Integer> AF_INET6 = Set.of(10, 23, 24, 28, 30);

  /** Names of link types that occur but are not supported. */
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

  /** Reports whether packets of this link type can be read. */
  static boolean knows(int linkType) {
    return switch (linkType) {
      case NULL, ETHERNET, RAW, LOOP, LINUX_SLL, IPV4, IPV6, LINUX_SLL2, RAW_BSD, RAW_OPENBSD ->
          true;
      default -> false;
    };
  }

  /** Names a link type, such as {@code 105 (IEEE 802.11)}. */
  public static String name(int linkType) {
    String name = OTHERS.get(linkType);
    return name == null ? String.valueOf(linkType) : linkType + " (" + name + ")";
  }

  /**
   * Returns the payload of a packet of a known link type. An Ethernet frame is returned unchanged.
   */
  static Layer of(Packet packet) {
    Layer all = new Layer(Protocol.OTHER, packet.bytes().slice(), packet.length());
    return switch (packet.linkType()) {
      case ETHERNET -> all.as(Protocol.ETHERNET);
      case LINUX_SLL -> typed(all, SLL_BYTES - TYPE_BYTES, SLL_BYTES);
      case LINUX_SLL2 -> typed(all, 0, SLL2_BYTES);
      case NULL, LOOP -> family(all);
      case RAW, IPV4, IPV6, RAW_BSD, RAW_OPENBSD -> all.as(Protocol.IP);
      default -> all;
    };
  }

  /** Returns the payload of an Ethernet frame. */
  static Layer frame(Layer ethernet) {
    return typed(ethernet, ETHERNET_BYTES - TYPE_BYTES, ETHERNET_BYTES);
  }

  private static Layer typed(Layer layer, int typeAt, int headerBytes) {
    return layer.has(headerBytes)
        ? EtherType.announced(layer.unsignedShort(typeAt), layer, headerBytes)
        : layer.ended();
  }

  /**
   * Returns the layer after an address family, which is in the byte order of the capturing machine.
   */
  private static Layer family(Layer layer) {
    if (!layer.has(Integer.BYTES)) {
      return layer.ended();
    }
    int big = layer.bytes().getInt(0);
    int family = Integer.compareUnsigned(big, 0xFFFF) > 0 ? Integer.reverseBytes(big) : big;
    boolean isIp = family == AF_INET || AF_INET6.contains(family);
    return layer.inner(isIp ? Protocol.IP : Protocol.OTHER, Integer.BYTES);
  }
}
