package dev.fenceline.subsystem;

import dev.fenceline.nvme.Nqn;
import java.util.UUID;

/**
 * The host whose admin Connect created a controller, and its parameters.
 *
 * @param port number of the target port
 * @param host NQN of the host
 * @param hostId identifier of the host
 * @param katoMillis requested keep-alive timeout; 0 if there is none
 */
record Association(int port, Nqn host, UUID hostId, long katoMillis) {
  /** Reports whether both are from the same host: their HostNQN and HostID are equal. */
  boolean isSameHost(Association other) {
    return host.equals(other.host) && hostId.equals(other.hostId);
  }
}
