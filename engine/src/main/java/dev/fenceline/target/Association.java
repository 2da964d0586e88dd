package dev.fenceline.target;

import dev.fenceline.nvme.Nqn;
import java.util.UUID;

/**
 * Who made a controller by its admin Connect, and how.
 *
 * @param port number of the target port
 * @param host NQN of the host
 * @param hostId identifier of the host
 * @param katoMillis keep-alive timeout as asked for; 0: none
 */
record Association(int port, Nqn host, UUID hostId, long katoMillis) {
  /** Whether both come from the same host: HostNQN and HostID are the same. */
  boolean isSameHost(Association other) {
    return host.equals(other.host) && hostId.equals(other.hostId);
  }
}
