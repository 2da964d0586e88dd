package dev.fenceline.lab;

import java.net.InetSocketAddress;

/**
 * The address on which a service listens for one path.
 *
 * @param address the address to which hosts connect; port 0 takes a free one
 * @param announced the host name or address in the discovery log, as hosts reach it
 */
public record ServiceFront(InetSocketAddress address, String announced) {}
