package dev.fenceline.subsystem;

import dev.fenceline.nvme.AnaState;
import dev.fenceline.nvme.StatusCode;
import dev.fenceline.nvme.log.AnaLog;
import dev.fenceline.subsystem.media.Namespace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state of the subsystem's ANA group on each port (Asymmetric Namespace Access, Base
 * specification). It is optimized unless it was changed.
 */
final class PortAnaStates {
  private record Reach(AnaState state, long changes) {}

  private static final Reach AT_FIRST = new Reach(AnaState.OPTIMIZED, 0);

  private final Map<Integer, Reach> ports = new HashMap<>();

  /** Sets the state of a port and returns whether it has changed. */
  boolean set(int port, AnaState state) {
    Reach before = reach(port);
    ports.put(port, before.state() == state ? before : new Reach(state, before.changes() + 1));
    return before.state() != state;
  }

  private Reach reach(int port) {
    return ports.getOrDefault(port, AT_FIRST);
  }

  /**
   * Returns the status with which I/O commands at a port are refused; empty if they are executed.
   */
  Optional<StatusCode> refusal(int port) {
    return switch (reach(port).state()) {
      case OPTIMIZED, NON_OPTIMIZED -> Optional.empty();
      case INACCESSIBLE -> Optional.of(StatusCode.ANA_INACCESSIBLE);
      case PERSISTENT_LOSS -> Optional.of(StatusCode.ANA_PERSISTENT_LOSS);
      case CHANGE -> Optional.of(StatusCode.ANA_TRANSITION);
    };
  }

  /** Returns log page 0Ch of the controllers of a port. */
  AnaLog log(int port, List<Integer> nsids) {
    Reach reach = reach(port);
    return new AnaLog(
        reach.changes(),
        List.of(new AnaLog.Group(Namespace.ANA_GROUP, reach.changes(), reach.state(), nsids)));
  }
}
