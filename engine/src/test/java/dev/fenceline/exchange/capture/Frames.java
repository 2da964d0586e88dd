package dev.fenceline.exchange.capture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The IP packets of a connection, and what other networks would have put around them. */
public final class Frames {
  /** A packet as it is written to a capture. */
  public static final class Frame {
    private final long nanos;
    private final byte[] bytes;
    private final int length;

    Frame(long nanos, byte[] bytes) {
      this(nanos, bytes, bytes.length);
    }

    private Frame(long nanos, byte[] bytes, int length) {
      this.nanos = nanos;
      this.bytes = bytes;
      this.length = length;
    }

    /** Since 1970. */
    long nanos() {
      return nanos;
    }

    byte[] bytes() {
      return bytes;
    }

    /** Bytes that it had on the wire. */
    int length() {
      return length;
    }

    /** What a capture that keeps so many bytes of each packet has of it. */
    Frame cut(int kept) {
      return new Frame(nanos, Arrays.copyOf(bytes, Math.min(kept, bytes.length)), length);
    }
  }

  private static final int ETHERNET_BYTES = 14;
  private static final int ETHERNET_LEAST = 60;
  private static final byte PADDING = (byte) 0xEE;
  private static final int IPV4_BYTES = 20;
  private static final int IPV6_BYTES = 40;
  private static final int TCP = 6;

  private Frames() {}

  /** The IP packets in a little-endian Ethernet pcap with times in microseconds. */
  public static List<Frame> ip(String resource) throws IOException {
    List<Frame> frames = new ArrayList<>();
    try (InputStream in = Frames.class.getResourceAsStream(resource)) {
      ByteBuffer file =
          ByteBuffer.wrap(Objects.requireNonNull(in, resource).readAllBytes())
              .order(ByteOrder.LITTLE_ENDIAN);
      file.position(24);
      while (file.hasRemaining()) {
        long nanos = file.getInt() * 1_000_000_000L + file.getInt() * 1_000L;
        byte[] ethernet = new byte[file.getInt()];
        file.getInt();
        file.get(ethernet);
        int length = Short.toUnsignedInt(ByteBuffer.wrap(ethernet).getShort(ETHERNET_BYTES + 2));
        frames.add(
            new Frame(
                nanos, Arrays.copyOfRange(ethernet, ETHERNET_BYTES, ETHERNET_BYTES + length)));
      }
    }
    return frames;
  }

  private static short etherType(byte[] ip) {
    return (short) ((ip[0] >> 4 & 0x0F) == 4 ? 0x0800 : 0x86DD);
  }

  /** Ethernet with VLAN tags of these types; short frames are padded with rubbish. */
  static byte[] ethernet(byte[] ip, int... tags) {
    ByteBuffer frame =
        ByteBuffer.allocate(Math.max(ETHERNET_LEAST, ETHERNET_BYTES + 4 * tags.length + ip.length));
    Arrays.fill(frame.array(), PADDING);
    frame.position(12);
    for (int tag : tags) {
      frame.putShort((short) tag).putShort((short) 0x2005);
    }
    return frame.putShort(etherType(ip)).put(ip).array();
  }

  /** Linux cooked, as {@code tcpdump -i any} wrote it for long. */
  static byte[] sll(byte[] ip) {
    return ByteBuffer.allocate(16 + ip.length)
        .putShort((short) 4)
        .putShort((short) 772)
        .putShort((short) 6)
        .putLong(0)
        .putShort(etherType(ip))
        .put(ip)
        .array();
  }

  /** Linux cooked, second version. */
  static byte[] sll2(byte[] ip) {
    return ByteBuffer.allocate(20 + ip.length)
        .putShort(etherType(ip))
        .putShort((short) 0)
        .putInt(1)
        .putShort((short) 772)
        .put((byte) 4)
        .put((byte) 6)
        .putLong(0)
        .put(ip)
        .array();
  }

  /** BSD loopback: the address family in the byte order of some machine. */
  static byte[] loopback(byte[] ip, int family, ByteOrder order) {
    return ByteBuffer.allocate(4 + ip.length).order(order).putInt(family).put(ip).array();
  }

  /** The same with options of IPv4, all of them "no operation". */
  static byte[] withOptions(byte[] ipv4) {
    byte[] options = new byte[8];
    Arrays.fill(options, (byte) 1);
    ByteBuffer packet =
        ByteBuffer.allocate(ipv4.length + options.length)
            .put(ipv4, 0, IPV4_BYTES)
            .put(options)
            .put(ipv4, IPV4_BYTES, ipv4.length - IPV4_BYTES);
    return packet.put(0, (byte) 0x47).putShort(2, (short) packet.capacity()).array();
  }

  /** The same as a network card that segments by itself is given it: the length is left to it. */
  static byte[] withoutLength(byte[] ipv4) {
    return ByteBuffer.wrap(ipv4.clone()).putShort(2, (short) 0).array();
  }

  /** The same over IPv6, with extension headers of these types. */
  static byte[] ipv6(byte[] ipv4, int... extensions) {
    ByteBuffer body = ByteBuffer.allocate(24 * extensions.length + ipv4.length - IPV4_BYTES);
    for (int i = 0; i < extensions.length; i++) {
      int next = i + 1 < extensions.length ? extensions[i + 1] : TCP;
      body.put(extension(extensions[i], next));
    }
    body.put(ipv4, IPV4_BYTES, ipv4.length - IPV4_BYTES).flip();
    ByteBuffer packet = ByteBuffer.allocate(IPV6_BYTES + body.limit());
    packet.putInt(0x6000_0000).putShort((short) body.limit());
    packet.put((byte) (extensions.length == 0 ? TCP : extensions[0])).put((byte) 64);
    for (int at : new int[] {12, 16}) {
      packet.putLong(0xFD00_0000_0000_0000L).putInt(0).put(ipv4, at, 4);
    }
    return packet.put(body).array();
  }

  private static byte[] extension(int type, int next) {
    byte[] header =
        switch (type) {
          case 44 -> new byte[] {0, 0, 0, 0, 0, 0, 0, 1};
          case 51 ->
              new byte[] {0, 4, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
          default -> new byte[] {0, 1, 1, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        };
    header[0] = (byte) next;
    return header;
  }
}
