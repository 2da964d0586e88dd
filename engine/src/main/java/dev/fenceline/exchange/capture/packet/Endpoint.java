package dev.fenceline.exchange.capture.packet;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Comparator;

/**
 * One endpoint of a TCP connection.
 *
 * @param isIpv6 whether the address has 16 bytes, or the last 4 of them
 * @param high the first 8 bytes of an IPv6 address
 * @param low the last 8 bytes of an IPv6 address, or the IPv4 address
 */
public record Endpoint(boolean isIpv6, long high, long low, int port)
    implements Comparable<Endpoint> {
  private static final Comparator<Endpoint> ORDER =
      Comparator.comparingInt(Endpoint::port)
          .thenComparingLong(Endpoint::low)
          .thenComparingLong(Endpoint::high);

  private static final int IPV4_BYTES = 4;
  private static final int IPV6_BYTES = 16;

  public static Endpoint ipv4(int address, int port) {
    return new Endpoint(false, 0, Integer.toUnsignedLong(address), port);
  }

  public static Endpoint ipv6(long high, long low, int port) {
    return new Endpoint(true, high, low, port);
  }

  @Override
  public int compareTo(Endpoint other) {
    return ORDER.compare(this, other);
  }

  /** Returns the endpoint in the usual notation: {@code 10.0.0.2:4420}, {@code [fd00::2]:4420}. */
  @Override
  public String toString() {
    return isIpv6 ? "[" + address() + "]:" + port : address() + ":" + port;
  }

  private String address() {
    byte[] bytes = isIpv6 ? new byte[IPV6_BYTES] : new byte[IPV4_BYTES];
    ByteBuffer address = ByteBuffer.wrap(bytes);
    if (isIpv6) {
      address.putLong(high).putLong(low);
    } else {
      address.putInt((int) low);
    }
    try {
      return NetUtil.toAddressString(InetAddress.getByAddress(bytes));
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("an address of 4 or 16 bytes", impossible);
    }
  }
}
