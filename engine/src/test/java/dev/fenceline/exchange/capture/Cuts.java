package dev.fenceline.exchange.capture;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts IP packets into fragments, as a router before a smaller MTU does. */
public final class Cuts {
  private static final int IPV4_BYTES = 20;
  private static final int IPV6_BYTES = 40;
  private static final int FRAGMENT_HEADER_BYTES = 8;
  private static final int FRAGMENT = 44;
  private static final int UNIT = 8;

  private Cuts() {}

  /** The fragments of a packet, each with at most so many bytes of its payload. */
  public static List<byte[]> each(byte[] ip, int id, int mostBytes) {
    int units = mostBytes / UNIT;
    int payload = ip.length - headerBytes(ip);
    List<Integer> ends = new ArrayList<>();
    for (int end = units * UNIT; end < payload; end += units * UNIT) {
      ends.add(end);
    }
    return at(ip, id, ends);
  }

  /** The fragments of a packet that is cut at these offsets of its payload, multiples of 8. */
  public static List<byte[]> at(byte[] ip, int id, List<Integer> ends) {
    int header = headerBytes(ip);
    List<byte[]> fragments = new ArrayList<>();
    int from = 0;
    for (int end : ends) {
      fragments.add(part(ip, id, from, Arrays.copyOfRange(ip, header + from, header + end), false));
      from = end;
    }
    fragments.add(part(ip, id, from, Arrays.copyOfRange(ip, header + from, ip.length), true));
    return fragments;
  }

  private static int headerBytes(byte[] ip) {
    return isIpv4(ip) ? IPV4_BYTES : IPV6_BYTES;
  }

  private static boolean isIpv4(byte[] ip) {
    return ip[0] >> 4 == 4;
  }

  /** A part of a packet, with these bytes at this offset. */
  public static byte[] part(byte[] ip, int id, int offset, byte[] bytes, boolean isLast) {
    return isIpv4(ip) ? ipv4(ip, id, offset, bytes, isLast) : ipv6(ip, id, offset, bytes, isLast);
  }

  private static byte[] ipv4(byte[] ip, int id, int offset, byte[] bytes, boolean isLast) {
    ByteBuffer part = ByteBuffer.allocate(IPV4_BYTES + bytes.length).put(ip, 0, IPV4_BYTES);
    part.put(bytes).putShort(2, (short) part.capacity()).putShort(4, (short) id);
    part.putShort(6, (short) (offset / UNIT | (isLast ? 0 : 0x2000))).putShort(10, (short) 0);
    int sum = 0;
    for (int at = 0; at < IPV4_BYTES; at += 2) {
      sum += Short.toUnsignedInt(part.getShort(at));
    }
    return part.putShort(10, (short) ~((sum & 0xFFFF) + (sum >>> 16))).array();
  }

  private static byte[] ipv6(byte[] ip, int id, int offset, byte[] bytes, boolean isLast) {
    int length = FRAGMENT_HEADER_BYTES + bytes.length;
    ByteBuffer part = ByteBuffer.allocate(IPV6_BYTES + length).put(ip, 0, IPV6_BYTES);
    part.putShort(4, (short) length).put(6, (byte) FRAGMENT);
    part.put(ip[6]).put((byte) 0).putShort((short) (offset | (isLast ? 0 : 1))).putInt(id);
    return part.put(bytes).array();
  }
}
