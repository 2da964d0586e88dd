package dev.fenceline.app.connect;

import dev.fenceline.lab.TransportAddress;
import dev.fenceline.nvme.DiscoveryLog;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

/** One way to a subsystem that discovery has found, and whether it is to be used. */
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

  /** The subsystem that it leads to. */
  String subsystemNqn() {
    return subsystemNqn;
  }

  /** Where it leads, such as {@code 10.0.0.1:4420}. */
  String address() {
    return address;
  }

  /** For a person. */
  String words() {
    return "%s   port %d".formatted(address, port);
  }

  /** Whether it is to be used. */
  BooleanProperty chosen() {
    return chosen;
  }

  /** The address to connect to; looked up when asked, which may take a while. */
  InetSocketAddress resolved() throws UnknownHostException {
    return TransportAddress.parse(address).resolved();
  }

  /** Whether both lead to the same subsystem by the same address. */
  boolean isSame(TargetPath other) {
    return subsystemNqn.equals(other.subsystemNqn) && address.equals(other.address);
  }
}
