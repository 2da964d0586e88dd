package dev.fenceline.app.serve;

import dev.fenceline.lab.TargetService;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/** An address to listen on as people write it: {@code 127.0.0.1:4420}, {@code [::1]:4420}. */
record ServeAddress(String host, int port) {
  private static final int LAST_PORT = 0xFFFF;

  /**
   * Reads several, with commas or spaces between them.
   *
   * @throws IllegalArgumentException if one of them is none, one is there twice, or there is none
   */
  static List<ServeAddress> parseAll(String text) {
    List<ServeAddress> addresses =
        Stream.of(text.split("[,;\\s]+", -1))
            .filter(word -> !word.isEmpty())
            .map(ServeAddress::parse)
            .toList();
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("Write at least one address, such as 127.0.0.1:4420.");
    }
    for (ServeAddress address : addresses) {
      if (address.port != 0 && addresses.indexOf(address) != addresses.lastIndexOf(address)) {
        throw new IllegalArgumentException("%s is there twice.".formatted(address));
      }
    }
    return addresses;
  }

  private static ServeAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    String port = text.substring(colon + 1);
    if (colon <= 0 || !port.matches("\\d{1,5}") || Integer.parseInt(port) > LAST_PORT) {
      throw new IllegalArgumentException(
          "\"%s\" is no address; write HOST:PORT, such as 127.0.0.1:4420 or [::1]:4420."
              .formatted(text));
    }
    String host = text.substring(0, colon).replaceAll("^\\[(.*)\\]$", "$1");
    return new ServeAddress(host, Integer.parseInt(port));
  }

  /** Where the target listens; looks the host up, so not on the application thread. */
  TargetService.Front front() throws IOException {
    InetSocketAddress address = new InetSocketAddress(host, port);
    InetAddress bound = address.getAddress();
    if (bound == null) {
      throw new UnknownHostException(host + ": there is no such host");
    }
    return new TargetService.Front(
        address, bound.isAnyLocalAddress() ? ownAddress() : bound.getHostAddress());
  }

  /** The first address of this machine that others can reach; the loopback if there is none. */
  private static String ownAddress() throws IOException {
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
