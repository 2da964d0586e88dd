package dev.fenceline.exchange.capture;

import java.nio.ByteBuffer;

/** What networks put around packets and frames, in the plainest form that is right. */
public final class Around {
  private static final int IPV4_BYTES = 20;
  private static final int IPV6_BYTES = 40;
  private static final int ETHERNET_BYTES = 14;
  private static final int UDP_BYTES = 8;
  private static final int NETWORK = 0x00_12_34;
  private static final int OPTIONS_BYTES = 12;

  private Around() {}

  private static byte[] join(ByteBuffer header, byte[] inner) {
    return ByteBuffer.allocate(header.capacity() + inner.length)
        .put(header.rewind())
        .put(inner)
        .array();
  }

  static short etherType(byte[] ip) {
    return (short) ((ip[0] >> 4 & 0x0F) == 4 ? 0x0800 : 0x86DD);
  }

  /** A frame of this type, whose addresses begin as IP packets do. */
  public static byte[] frame(int type, byte[] inner) {
    ByteBuffer header = ByteBuffer.allocate(ETHERNET_BYTES);
    header.putShort((short) 0x4600).putInt(0x0000_0010).putShort((short) 0x0200).putInt(1);
    return join(header.putShort((short) type), inner);
  }

  /** A frame with an IP packet. */
  public static byte[] frame(byte[] ip) {
    return frame(etherType(ip), ip);
  }

  /** A frame between cards of a known maker: so Wireshark tells frames from control words. */
  static byte[] ofCards(byte[] frame) {
    return ByteBuffer.wrap(frame.clone())
        .putInt(0, 0x001B_2100)
        .putShort(4, (short) 1)
        .putInt(6, 0x001B_2100)
        .array();
  }

  /** A packet of IPv4 with a right checksum. */
  public static byte[] ipv4(int protocol, byte[] inner) {
    return ipv4(protocol, 0, 0x4000, inner);
  }

  /**
   * One that may be a part of a larger packet.
   *
   * @param part flags and offset
   */
  public static byte[] ipv4(int protocol, int id, int part, byte[] inner) {
    ByteBuffer header = ByteBuffer.allocate(IPV4_BYTES).putShort((short) 0x4500);
    header.putShort((short) (IPV4_BYTES + inner.length)).putShort((short) id);
    header.putShort((short) part).put((byte) 64).put((byte) protocol).putShort((short) 0);
    header.putInt(0xC0A8_0001).putInt(0xC0A8_0002);
    int sum = 0;
    for (int at = 0; at < IPV4_BYTES; at += 2) {
      sum += Short.toUnsignedInt(header.getShort(at));
    }
    return join(header.putShort(10, (short) ~((sum & 0xFFFF) + (sum >>> 16))), inner);
  }

  public static byte[] ipv6(int next, byte[] inner) {
    ByteBuffer header = ByteBuffer.allocate(IPV6_BYTES).putInt(0x6000_0000);
    header.putShort((short) inner.length).put((byte) next).put((byte) 64);
    header.putLong(0xFD00_0000_0000_0001L).putLong(1).putLong(0xFD00_0000_0000_0001L).putLong(2);
    return join(header, inner);
  }

  public static byte[] udp(int port, byte[] inner) {
    ByteBuffer header = ByteBuffer.allocate(UDP_BYTES).putShort((short) 49_152);
    header.putShort((short) port).putShort((short) (UDP_BYTES + inner.length)).putShort((short) 0);
    return join(header, inner);
  }

  public static byte[] vxlan(byte[] frame) {
    return join(ByteBuffer.allocate(8).putInt(0x0800_0000).putInt(NETWORK << 8), frame);
  }

  /** VXLAN that says what it carries: 1 IPv4, 2 IPv6, 3 Ethernet. */
  static byte[] vxlanGpe(int next, byte[] inner) {
    return join(ByteBuffer.allocate(8).putInt(0x0C00_0000 | next).putInt(NETWORK << 8), inner);
  }

  /** Geneve with an option of 12 bytes, or none. */
  static byte[] geneve(int type, boolean hasOption, byte[] inner) {
    ByteBuffer header = ByteBuffer.allocate(8 + (hasOption ? OPTIONS_BYTES : 0));
    header.put((byte) (hasOption ? OPTIONS_BYTES / 4 : 0)).put((byte) 0).putShort((short) type);
    header.putInt(NETWORK << 8);
    if (hasOption) {
      header.putShort((short) 0x0102).put((byte) 0x80).put((byte) 2).putLong(42);
    }
    return join(header, inner);
  }

  /** GRE with what these flags say: checksum 8000h, key 2000h, sequence number 1000h. */
  public static byte[] gre(int flags, int type, byte[] inner) {
    int optional = Integer.bitCount(flags & 0xB000);
    ByteBuffer header = ByteBuffer.allocate(4 + 4 * optional);
    return join(header.putShort((short) flags).putShort((short) type), inner);
  }

  static byte[] erspan1(byte[] frame) {
    return gre(0, 0x88BE, frame);
  }

  static byte[] erspan2(byte[] frame) {
    return gre(0x1000, 0x88BE, join(ByteBuffer.allocate(8).putInt(0x1064_0001).putInt(7), frame));
  }

  /** Type III, with 8 bytes about the platform or without. */
  static byte[] erspan3(boolean hasPlatform, byte[] frame) {
    ByteBuffer header = ByteBuffer.allocate(hasPlatform ? 20 : 12);
    header
        .putInt(0x2064_0001)
        .putInt(1_000)
        .putShort((short) 0)
        .putShort((short) (hasPlatform ? 1 : 0));
    return gre(0x1000, 0x22EB, join(header, frame));
  }

  static byte[] mpls(int labels, byte[] inner) {
    ByteBuffer stack = ByteBuffer.allocate(4 * labels);
    for (int i = 1; i <= labels; i++) {
      stack.putInt((1_000 + i) << 12 | (i == labels ? 0x1FF : 0xFF));
    }
    return join(stack, inner);
  }

  static byte[] controlWord(byte[] frame) {
    return join(ByteBuffer.allocate(4).putInt(17), frame);
  }

  static byte[] pppoe(byte[] ip) {
    ByteBuffer header = ByteBuffer.allocate(8).putShort((short) 0x1100).putShort((short) 1);
    header.putShort((short) (ip.length + 2));
    return join(header.putShort((short) (etherType(ip) == 0x0800 ? 0x0021 : 0x0057)), ip);
  }

  /** With the protocol in one byte. */
  static byte[] pppoeShort(byte[] ip) {
    ByteBuffer header = ByteBuffer.allocate(7).putShort((short) 0x1100).putShort((short) 1);
    header.putShort((short) (ip.length + 1));
    return join(header.put((byte) (etherType(ip) == 0x0800 ? 0x21 : 0x57)), ip);
  }
}
