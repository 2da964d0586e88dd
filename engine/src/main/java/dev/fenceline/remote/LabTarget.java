package dev.fenceline.remote;

import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.PathSettings;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScheduledFault;
import dev.fenceline.session.SessionHeader;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The target of a run's paths. */
public sealed interface LabTarget {
  /** The target of the scenario, created for the run. */
  record Emulated() implements LabTarget {}

  /**
   * An existing target, in real time. Faults act on the paths, inside this program. Only NVMe/TCP
   * reaches the target.
   *
   * @param addresses its ports, one for each path of the scenario, in order
   * @param overwrite whether blocks may be written although they hold data of other programs
   * @param slowing how its media are slowed, or null if they are not
   */
  record Remote(List<InetSocketAddress> addresses, boolean overwrite, @Nullable SlowHint slowing)
      implements LabTarget {
    public Remote {
      addresses = List.copyOf(addresses);
    }

    /** Creates a target whose media cannot be slowed. */
    public Remote(List<InetSocketAddress> addresses, boolean overwrite) {
      this(addresses, overwrite, null);
    }

    /** Returns the same target with the given number of paths, over its addresses in turn. */
    public Remote withPaths(int count) {
      List<InetSocketAddress> inTurn = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        inTurn.add(addresses.get(i % addresses.size()));
      }
      return new Remote(inTurn, overwrite, slowing);
    }
  }

  /** Returns the source that a session names. */
  default String source() {
    return switch (this) {
      case Emulated _ -> SessionHeader.EMULATED;
      case Remote remote ->
          remote.addresses().stream()
              .map(TransportAddress::text)
              .collect(Collectors.joining(", ", "target at ", ""));
    };
  }

  /** Returns why a scenario cannot be run against it, or empty if it can. */
  default Optional<String> refuses(Scenario scenario) {
    return switch (this) {
      case Emulated _ -> Optional.empty();
      case Remote remote ->
          needsEmulated(scenario, remote.slowing() != null).or(() -> missingPath(scenario, remote));
    };
  }

  /**
   * Returns the features of a scenario that a real target does not offer, or empty if it has none.
   */
  static Optional<String> needsEmulated(Scenario scenario) {
    return needsEmulated(scenario, false);
  }

  /**
   * Returns the same; {@code slowable} says whether the target's media can be slowed on request.
   */
  static Optional<String> needsEmulated(Scenario scenario, boolean slowable) {
    if (!scenario.hosts().isEmpty() || !scenario.workloads().isEmpty()) {
      return Optional.of("has several hosts or workloads; a real target is given one of each");
    }
    return scenario.faults().stream()
        .map(ScheduledFault::fault)
        .filter(fault -> isBeyondReach(fault) && !(slowable && fault instanceof Fault.OnBackEnd))
        .findFirst()
        .map(LabTarget::words);
  }

  /**
   * Reports whether a fault acts on the target itself and not on a path between host and target.
   */
  private static boolean isBeyondReach(Fault fault) {
    return fault instanceof Fault.OnBackEnd || fault instanceof Fault.Ana;
  }

  private static String words(Fault fault) {
    return "\"%s\" acts inside of the target; only the emulated one can be told"
        .formatted(fault.command());
  }

  /** Creates the exception for a fault that acts inside a real target. */
  static IllegalArgumentException beyondReach(Fault fault) {
    return new IllegalArgumentException(words(fault));
  }

  /**
   * Throws if the fault cannot be applied to this target.
   *
   * @throws IllegalArgumentException if it acts inside a real target
   */
  default void check(Fault fault) {
    if (this instanceof Remote && isBeyondReach(fault)) {
      throw beyondReach(fault);
    }
  }

  private static Optional<String> missingPath(Scenario scenario, Remote remote) {
    List<PathSettings> paths = scenario.paths();
    return paths.size() == remote.addresses().size()
        ? Optional.empty()
        : Optional.of(
            "the scenario has %d paths, but the target was given %d addresses"
                .formatted(paths.size(), remote.addresses().size()));
  }
}
