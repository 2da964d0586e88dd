package dev.fenceline.app.cli;

import dev.fenceline.lab.TargetService;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * An address to listen on or to connect to, {@code HOST:PORT}; brackets keep the colons of IPv6
 * apart.
 */
record ListenAddress(String host, int port) {
  private static final int LAST_PORT = 0xFFFF;

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is none
   */
  static ListenAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    String port = text.substring(colon + 1);
    if (colon <= 0 || !port.matches("\\d{1,5}") || Integer.parseInt(port) > LAST_PORT) {
      throw new IllegalArgumentException(
          "\"%s\": expected HOST:PORT, such as 127.0.0.1:4420 or [::1]:4420".formatted(text));
    }
    String host = text.substring(0, colon).replaceAll("^\\[(.*)\\]$", "$1");
    return new ListenAddress(host, Integer.parseInt(port));
  }

  /**
   * The address itself.
   *
   * @throws UnknownHostException if there is no such host
   */
  InetSocketAddress resolved() throws UnknownHostException {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new UnknownHostException(host + ": there is no such host");
    }
    return address;
  }

  /**
   * Where the service listens.
   *
   * @param announced how hosts reach it; null: under this address
   */
  TargetService.Front front(@Nullable String announced) throws IOException {
    InetSocketAddress address = resolved();
    InetAddress bound = address.getAddress();
    String reached = bound.isAnyLocalAddress() ? ownAddress() : bound.getHostAddress();
    return new TargetService.Front(address, announced == null ? reached : announced);
  }

  /** The first address of this machine that others can reach; the loopback if there is none. */
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
