package dev.fenceline.target;

import dev.fenceline.nvme.AnaLog;
import dev.fenceline.nvme.AnaState;
import dev.fenceline.nvme.StatusCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How well each port reaches the namespaces: the state of the subsystem's one ANA group there
 * (Asymmetric Namespace Access, Base specification). Optimized unless it was changed.
 */
final class AnaStates {
  private record Reach(AnaState state, long changes) {}

  private static final Reach AT_FIRST = new Reach(AnaState.OPTIMIZED, 0);

  private final Map<Integer, Reach> ports = new HashMap<>();

  /** Changes the state of a port; returns whether it was another one. */
  boolean set(int port, AnaState state) {
    Reach before = reach(port);
    ports.put(port, before.state() == state ? before : new Reach(state, before.changes() + 1));
    return before.state() != state;
  }

  private Reach reach(int port) {
    return ports.getOrDefault(port, AT_FIRST);
  }

  /** What I/O commands that arrive at a port are refused with; empty: they are executed. */
  Optional<StatusCode> refusal(int port) {
    return switch (reach(port).state()) {
      case OPTIMIZED, NON_OPTIMIZED -> Optional.empty();
      case INACCESSIBLE -> Optional.of(StatusCode.ANA_INACCESSIBLE);
      case PERSISTENT_LOSS -> Optional.of(StatusCode.ANA_PERSISTENT_LOSS);
      case CHANGE -> Optional.of(StatusCode.ANA_TRANSITION);
    };
  }

  /** Log page 0Ch as a controller of a port shows it. */
  AnaLog log(int port, List<Integer> nsids) {
    Reach reach = reach(port);
    return new AnaLog(
        reach.changes(),
        List.of(new AnaLog.Group(Namespace.ANA_GROUP, reach.changes(), reach.state(), nsids)));
  }
}
