package dev.fenceline.exchange.capture.packet;

/** Interprets the types of Ethernet frames. Tags before the payload are skipped. */
final class EtherType {
  private static final int IPV4 = 0x0800;
  private static final int IPV6 = 0x86DD;
  private static final int TRILL = 0x22F3;
  private static final int TRANSPARENT_ETHERNET = 0x6558;
  private static final int VLAN = 0x8100;
  private static final int MPLS = 0x8847;
  private static final int MPLS_MULTICAST = 0x8848;
  private static final int PPPOE_SESSION = 0x8864;
  private static final int MACSEC = 0x88E5;
  private static final int QINQ = 0x88A8;
  private static final int PROVIDER_BACKBONE = 0x88E7;
  private static final int VN_TAG = 0x8926;
  private static final int E_TAG = 0x893F;
  private static final int NSH = 0x894F;
  private static final int QINQ_OLD = 0x9100;
  private static final int QINQ_OLDER = 0x9200;

  private static final int TYPE_BYTES = 2;
  private static final int NO_TAG = 0;

  /** The largest length in the type field of an IEEE 802.3 frame. Larger values are types. */
  private static final int LENGTH_MAX = 1500;

  private static final int SNAP_BYTES = 8;
  private static final long SNAP = 0xAAAA_0300_0000L;

  /** Number of bytes between the type of a provider backbone tag and the customer's frame. */
  private static final int SERVICE_TAG_BYTES = 4;

  private EtherType() {}

  /**
   * Returns the layer that an EtherType announces.
   *
   * @param type the type, such as 0800h
   * @param layer the layer that contains the announced bytes, from offset {@code at}
   */
  static Layer announced(int type, Layer layer, int at) {
    int next = type;
    int from = at;
    for (int tag = tagBytes(next); tag != NO_TAG; tag = tagBytes(next)) {
      if (!layer.has(from + tag)) {
        return layer.ended();
      }
      from += tag;
      next = layer.unsignedShort(from - TYPE_BYTES);
    }
    if (next <= LENGTH_MAX) {
      return lengthInstead(layer, from);
    }
    return next == PROVIDER_BACKBONE
        ? layer.inner(Protocol.ETHERNET, from + SERVICE_TAG_BYTES)
        : layer.inner(protocol(next), from);
  }

  /**
   * Returns the number of bytes from the type of a tag to the end of the type that it announces, or
   * 0 if it is not a tag.
   */
  private static int tagBytes(int type) {
    return switch (type) {
      case VLAN, QINQ, QINQ_OLD, QINQ_OLDER -> 2 + TYPE_BYTES;
      case VN_TAG -> 4 + TYPE_BYTES;
      case E_TAG -> 6 + TYPE_BYTES;
      default -> NO_TAG;
    };
  }

  private static Layer lengthInstead(Layer layer, int at) {
    if (!layer.has(at + SNAP_BYTES) || layer.bytes().getLong(at) >>> Short.SIZE != SNAP) {
      return layer.as(Protocol.OTHER);
    }
    return layer.inner(
        protocol(layer.unsignedShort(at + SNAP_BYTES - TYPE_BYTES)), at + SNAP_BYTES);
  }

  private static Protocol protocol(int type) {
    return switch (type) {
      case IPV4, IPV6 -> Protocol.IP;
      case TRANSPARENT_ETHERNET -> Protocol.ETHERNET;
      case MPLS, MPLS_MULTICAST -> Protocol.MPLS;
      case PPPOE_SESSION -> Protocol.PPPOE;
      case MACSEC -> Protocol.MACSEC;
      case NSH -> Protocol.NSH;
      case TRILL -> Protocol.TRILL;
      default -> Protocol.OTHER;
    };
  }
}
