package dev.fenceline.exchange.capture.packet;

import java.nio.ByteBuffer;

/** Builds Ethernet frames with one TCP segment each, including checksums. */
public final class TcpFramer {
  private static final int ETHERNET_BYTES = 14;
  private static final int IPV4_BYTES = 20;
  private static final int IPV6_BYTES = 40;
  private static final int TCP_BYTES = 20;
  private static final short TYPE_IPV4 = 0x0800;
  private static final short TYPE_IPV6 = (short) 0x86DD;
  private static final int VERSION_4 = 0x4500;
  private static final int VERSION_6 = 0x6000_0000;
  private static final short DONT_FRAGMENT = 0x4000;
  private static final byte HOPS = 64;
  private static final byte PROTOCOL_TCP = 6;

  /** Prefix of locally administered addresses. */
  private static final long MAC_PREFIX = 0x0200_0000_0000L;

  private static final int WINDOW = 0xFFFF;

  /**
   * Maximum segment size of jumbo frames. Windows never fill because they are shifted left by 14.
   */
  public static final int SEGMENT_BYTES_MAX = 8_940;

  private static final byte[] SYN_OPTIONS = {
    2, 4, SEGMENT_BYTES_MAX >>> 8, (byte) SEGMENT_BYTES_MAX, 1, 3, 3, 14
  };
  private static final byte[] NO_OPTIONS = {};

  private TcpFramer() {}

  /** Returns the frame of a segment without missing bytes. */
  public static byte[] frame(TcpSegment segment) {
    byte[] options = segment.has(TcpSegment.SYN) ? SYN_OPTIONS : NO_OPTIONS;
    boolean isIpv6 = segment.source().isIpv6();
    int ipBytes = isIpv6 ? IPV6_BYTES : IPV4_BYTES;
    int tcpLength = TCP_BYTES + options.length + segment.payload().remaining();
    ByteBuffer frame = ByteBuffer.allocate(ETHERNET_BYTES + ipBytes + tcpLength);
    mac(frame, segment.destination());
    mac(frame, segment.source());
    frame.putShort(isIpv6 ? TYPE_IPV6 : TYPE_IPV4);
    if (isIpv6) {
      ipv6(frame, segment, tcpLength);
    } else {
      ipv4(frame, segment, tcpLength);
    }
    tcp(frame, segment, options);
    int at = ETHERNET_BYTES + ipBytes;
    int addresses = isIpv6 ? 32 : 8;
    long sum = sum(frame, at - addresses, addresses) + PROTOCOL_TCP + tcpLength;
    frame.putShort(at + 16, folded(sum + sum(frame, at, tcpLength)));
    return frame.array();
  }

  private static void mac(ByteBuffer frame, Endpoint endpoint) {
    long mac = MAC_PREFIX | (endpoint.low() & 0xFFFF_FFFFL);
    frame.putShort((short) (mac >>> 32)).putInt((int) mac);
  }

  private static void ipv4(ByteBuffer frame, TcpSegment segment, int tcpLength) {
    int at = frame.position();
    frame.putShort((short) VERSION_4).putShort((short) (IPV4_BYTES + tcpLength));
    frame.putShort((short) 0).putShort(DONT_FRAGMENT);
    frame.put(HOPS).put(PROTOCOL_TCP).putShort((short) 0);
    frame.putInt((int) segment.source().low()).putInt((int) segment.destination().low());
    frame.putShort(at + 10, folded(sum(frame, at, IPV4_BYTES)));
  }

  private static void ipv6(ByteBuffer frame, TcpSegment segment, int tcpLength) {
    frame.putInt(VERSION_6).putShort((short) tcpLength).put(PROTOCOL_TCP).put(HOPS);
    frame.putLong(segment.source().high()).putLong(segment.source().low());
    frame.putLong(segment.destination().high()).putLong(segment.destination().low());
  }

  private static void tcp(ByteBuffer frame, TcpSegment segment, byte[] options) {
    frame.putShort((short) segment.source().port());
    frame.putShort((short) segment.destination().port());
    frame.putInt(segment.sequence()).putInt(segment.acknowledgment());
    frame.put((byte) (((TCP_BYTES + options.length) / 4) << 4)).put((byte) segment.flags());
    frame.putShort((short) WINDOW).putShort((short) 0).putShort((short) 0);
    frame.put(options).put(segment.payload().duplicate());
  }

  /** Returns the sum of 16-bit words for checksums. */
  private static long sum(ByteBuffer bytes, int from, int length) {
    long sum = 0;
    for (int i = from; i < from + length - 1; i += 2) {
      sum += Short.toUnsignedInt(bytes.getShort(i));
    }
    return length % 2 == 0 ? sum : sum + (Byte.toUnsignedInt(bytes.get(from + length - 1)) << 8);
  }

  private static short folded(long sum) {
    long rest = sum;
    while (rest > 0xFFFF) {
      rest = (rest & 0xFFFF) + (rest >>> 16);
    }
    return (short) ~rest;
  }
}
