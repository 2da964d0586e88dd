package dev.fenceline.app.connect;

import java.net.InetSocketAddress;

/** Addresses as people write them. */
final class Addresses {
  private static final int LAST_PORT = 0xFFFF;

  private Addresses() {}

  /**
   * Reads {@code HOST:PORT} and looks the host up, which may take a while.
   *
   * @throws IllegalArgumentException if it is no such text, or there is no such host
   */
  static InetSocketAddress parse(String text) {
    String stripped = text.strip();
    int colon = stripped.lastIndexOf(':');
    String port = stripped.substring(colon + 1);
    if (colon <= 0 || !port.matches("\\d{1,5}") || Integer.parseInt(port) > LAST_PORT) {
      throw new IllegalArgumentException(
          "\"%s\": expected HOST:PORT, such as 127.0.0.1:4420 or [::1]:4420".formatted(stripped));
    }
    String host = stripped.substring(0, colon).replaceAll("^\\[(.*)\\]$", "$1");
    InetSocketAddress address = new InetSocketAddress(host, Integer.parseInt(port));
    if (address.isUnresolved()) {
      throw new IllegalArgumentException(host + ": there is no such host");
    }
    return address;
  }
}
