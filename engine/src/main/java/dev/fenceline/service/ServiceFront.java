package dev.fenceline.service;

import dev.fenceline.remote.TransportAddress;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;

/**
 * The address on which a service listens for one path.
 *
 * @param address the address to which hosts connect; port 0 selects a free one
 * @param announced the host name or address in the discovery log, as hosts reach it
 */
public record ServiceFront(InetSocketAddress address, String announced) {
  /**
   * Returns the address on which a service listens and the address by which hosts reach it. If it
   * listens on every address of this machine, that is the first one that others can reach. Looks up
   * the host, which may take some time.
   */
  public static ServiceFront at(TransportAddress address)
      throws UnknownHostException, SocketException {
    InetSocketAddress resolved = address.resolved();
    InetAddress bound = resolved.getAddress();
    return new ServiceFront(
        resolved, bound.isAnyLocalAddress() ? ownAddress() : bound.getHostAddress());
  }

  private static String ownAddress() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
        .map(InetAddress::getHostAddress)
        .findFirst()
        .orElse("127.0.0.1");
  }
}
