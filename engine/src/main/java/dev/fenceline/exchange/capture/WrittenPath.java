package dev.fenceline.exchange.capture;

import dev.fenceline.exchange.capture.packet.Endpoint;
import io.netty.util.NetUtil;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A path of a written capture: the addresses of its ends, and its connections. */
final class WrittenPath {
  /** The network of the addresses that are used if an address is missing or is not numeric. */
  private static final int MADE_UP_NETWORK = 0x0A63_0000;

  private static final int PORT = 4420;

  /** The last byte of the host's address, unless the target has the same. */
  private static final int HOST = 254;

  private static final int OTHER_HOST = 253;

  final int network;
  final Endpoint target;
  final Map<Integer, WrittenConnection> connections = new HashMap<>();

  /** Whether acknowledgments of the target reach the host. */
  boolean isHostTold = true;

  /**
   * Creates a path.
   *
   * @param address the address of the target, as a user knows it
   * @param network the number of the interface in the file
   */
  WrittenPath(String address, int network) {
    this.network = network;
    Endpoint known = parse(address);
    target = known == null ? Endpoint.ipv4(MADE_UP_NETWORK + (network << 8) + 1, PORT) : known;
  }

  /** Returns the host's end of a connection, in the network of the target. */
  Endpoint host(int port) {
    long last = (target.low() & 0xFF) == HOST ? OTHER_HOST : HOST;
    return new Endpoint(target.isIpv6(), target.high(), (target.low() & ~0xFFL) | last, port);
  }

  private static @Nullable Endpoint parse(String address) {
    int colon = address.lastIndexOf(':');
    if (colon < 0 || !address.substring(colon + 1).matches("\\d{1,5}")) {
      return null;
    }
    int port = Integer.parseInt(address.substring(colon + 1)) & 0xFFFF;
    String host = address.substring(0, colon).replaceAll("[\\[\\]]", "");
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(host);
    if (bytes == null) {
      return null;
    }
    ByteBuffer number = ByteBuffer.wrap(bytes);
    return bytes.length == 4
        ? Endpoint.ipv4(number.getInt(), port)
        : Endpoint.ipv6(number.getLong(), number.getLong(), port);
  }
}
