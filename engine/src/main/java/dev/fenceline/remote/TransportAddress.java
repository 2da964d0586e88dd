package dev.fenceline.remote;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * The address of a target in the usual notation: {@code 127.0.0.1:4420}, {@code [::1]:4420}; TRADDR
 * and TRSVCID in the words of the discovery log.
 *
 * @param host a name or an address, without brackets
 * @param port 0 to 65535; to listen on, 0 selects a free port
 */
public record TransportAddress(String host, int port) {
  private static final int LAST_PORT = 0xFFFF;

  /**
   * Parses {@code HOST:PORT}. An IPv6 address must be in brackets.
   *
   * @throws IllegalArgumentException if it is not an address
   */
  public static TransportAddress parse(String text) {
    String stripped = text.strip();
    int colon = stripped.lastIndexOf(':');
    String port = stripped.substring(colon + 1);
    if (colon <= 0 || !port.matches("\\d{1,5}") || Integer.parseInt(port) > LAST_PORT) {
      throw new IllegalArgumentException(
          "\"%s\" is not an address: expected HOST:PORT, such as 127.0.0.1:4420 or [::1]:4420"
              .formatted(stripped));
    }
    String host = stripped.substring(0, colon).replaceAll("^\\[(.*)\\]$", "$1");
    return new TransportAddress(host, Integer.parseInt(port));
  }

  /** Formats an address of a socket. */
  public static String text(InetSocketAddress address) {
    InetAddress resolved = address.getAddress();
    String host = resolved == null ? address.getHostString() : resolved.getHostAddress();
    return new TransportAddress(host, address.getPort()).toString();
  }

  /** Returns the resolved address. Looks up the host, which may take some time. */
  public InetSocketAddress resolved() throws UnknownHostException {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new UnknownHostException(host + ": there is no such host");
    }
    return address;
  }

  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
