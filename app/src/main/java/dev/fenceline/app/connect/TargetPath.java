package dev.fenceline.app.connect;

import dev.fenceline.nvme.log.DiscoveryLog;
import dev.fenceline.remote.TransportAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

/** A path to a subsystem that discovery has found, and whether the user has chosen it. */
final class TargetPath {
  private final String subsystemNqn;
  private final String address;
  private final int port;
  private final BooleanProperty chosen = new SimpleBooleanProperty();

  TargetPath(DiscoveryLog.Entry entry) {
    subsystemNqn = entry.subsystem();
    boolean colons = entry.traddr().indexOf(':') >= 0;
    address = (colons ? "[" + entry.traddr() + "]" : entry.traddr()) + ":" + entry.trsvcid();
    port = entry.portid();
  }

  /** Returns the NQN of the subsystem. */
  String subsystemNqn() {
    return subsystemNqn;
  }

  /** Returns the address, such as {@code 10.0.0.1:4420}. */
  String address() {
    return address;
  }

  /** Returns the text that the user sees. */
  String words() {
    return "%s   port ID %d".formatted(address, port);
  }

  /** Returns whether the path is chosen. */
  BooleanProperty chosen() {
    return chosen;
  }

  /** Resolves the address to connect to; a name lookup may take a while. */
  InetSocketAddress resolved() throws UnknownHostException {
    return TransportAddress.parse(address).resolved();
  }

  /** Reports whether both paths lead to the same subsystem at the same address. */
  boolean isSame(TargetPath other) {
    return subsystemNqn.equals(other.subsystemNqn) && address.equals(other.address);
  }
}
