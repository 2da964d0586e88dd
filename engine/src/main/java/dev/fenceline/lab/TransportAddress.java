package dev.fenceline.lab;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;

/**
 * Where a target listens or is reached, as people write it: {@code 127.0.0.1:4420}, {@code
 * [::1]:4420}; TRADDR and TRSVCID in the words of the discovery log.
 *
 * @param host a name or an address, without brackets
 * @param port 0 to 65535; to listen on, 0 takes a free one
 */
public record TransportAddress(String host, int port) {
  private static final int LAST_PORT = 0xFFFF;

  /**
   * Reads {@code HOST:PORT}; brackets keep the colons of IPv6 apart.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static TransportAddress parse(String text) {
    String stripped = text.strip();
    int colon = stripped.lastIndexOf(':');
    String port = stripped.substring(colon + 1);
    if (colon <= 0 || !port.matches("\\d{1,5}") || Integer.parseInt(port) > LAST_PORT) {
      throw new IllegalArgumentException(
          "\"%s\" is no address: expected HOST:PORT, such as 127.0.0.1:4420 or [::1]:4420"
              .formatted(stripped));
    }
    String host = stripped.substring(0, colon).replaceAll("^\\[(.*)\\]$", "$1");
    return new TransportAddress(host, Integer.parseInt(port));
  }

  /** The words for an address of a socket. */
  public static String text(InetSocketAddress address) {
    InetAddress resolved = address.getAddress();
    String host = resolved == null ? address.getHostString() : resolved.getHostAddress();
    return new TransportAddress(host, address.getPort()).toString();
  }

  /**
   * The address itself. Looks the host up, which may take a while.
   *
   * @throws UnknownHostException if there is no such host
   */
  public InetSocketAddress resolved() throws UnknownHostException {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new UnknownHostException(host + ": there is no such host");
    }
    return address;
  }

  /**
   * Where a target listens, and how hosts reach it: where it listens on every address of this
   * machine, by the first that others can reach. Looks the host up, which may take a while.
   */
  public ServiceFront front() throws UnknownHostException, SocketException {
    InetSocketAddress address = resolved();
    InetAddress bound = address.getAddress();
    return new ServiceFront(
        address, bound.isAnyLocalAddress() ? ownAddress() : bound.getHostAddress());
  }

  private static String ownAddress() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
        .map(InetAddress::getHostAddress)
        .findFirst()
        .orElse("127.0.0.1");
  }

  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
