package dev.fenceline.app.serve;

import dev.fenceline.remote.TransportAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A target that accepts connections.
 *
 * @param subsystemNqn the NQN that hosts connect to
 * @param addresses the address of each path
 */
public record ServedTarget(String subsystemNqn, List<InetSocketAddress> addresses) {
  public ServedTarget {
    addresses = List.copyOf(addresses);
  }

  /** Returns the addresses as text, such as {@code 127.0.0.1:4420, 127.0.0.1:4421}. */
  public String where() {
    return addresses.stream().map(TransportAddress::text).collect(Collectors.joining(", "));
  }

  /** Returns the commands that connect a Linux host, one line for each path. */
  public String commands() {
    return addresses.stream()
        .map(address ->
            "nvme connect -t tcp -a %s -s %d -n %s -k 5"
                .formatted(address.getAddress().getHostAddress(), address.getPort(), subsystemNqn))
        .collect(Collectors.joining("\n"));
  }
}
