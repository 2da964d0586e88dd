package dev.fenceline.lab;

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

/** What the paths of a run lead to. */
public sealed interface LabTarget {
  /** The target of the scenario, made for the run. */
  record Emulated() implements LabTarget {}

  /**
   * A target that is there already, in real time. Faults strike on the paths, inside of this
   * program; nothing but NVMe/TCP reaches the target.
   *
   * @param addresses its ports, one for each path of the scenario, in order
   * @param overwrite whether blocks may be written although they hold data that is not ours
   * @param slowing how its media are made slow; null: they are not
   */
  record Remote(List<InetSocketAddress> addresses, boolean overwrite, @Nullable SlowHint slowing)
      implements LabTarget {
    public Remote {
      addresses = List.copyOf(addresses);
    }

    /** A target whose media nobody can make slow from here. */
    public Remote(List<InetSocketAddress> addresses, boolean overwrite) {
      this(addresses, overwrite, null);
    }

    /** The same with a path for each of so many, over its addresses in turn. */
    public Remote withPaths(int count) {
      List<InetSocketAddress> inTurn = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        inTurn.add(addresses.get(i % addresses.size()));
      }
      return new Remote(inTurn, overwrite, slowing);
    }
  }

  /** Where a session says that it comes from. */
  default String source() {
    return switch (this) {
      case Emulated _ -> SessionHeader.EMULATED;
      case Remote remote ->
          remote.addresses().stream()
              .map(TransportAddress::text)
              .collect(Collectors.joining(", ", "target at ", ""));
    };
  }

  /** Why a scenario cannot be run against it; empty if it can. */
  default Optional<String> refuses(Scenario scenario) {
    return switch (this) {
      case Emulated _ -> Optional.empty();
      case Remote remote ->
          needsEmulated(scenario, remote.slowing() != null).or(() -> missingPath(scenario, remote));
    };
  }

  /** What a scenario asks for that no real target can be asked from here; empty: nothing. */
  static Optional<String> needsEmulated(Scenario scenario) {
    return needsEmulated(scenario, false);
  }

  /** The same; {@code slowable}: whether somebody makes the target's media slow when asked to. */
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

  /** Whether a fault is not one of a path between host and target, but one of the target itself. */
  private static boolean isBeyondReach(Fault fault) {
    return fault instanceof Fault.OnBackEnd || fault instanceof Fault.Ana;
  }

  private static String words(Fault fault) {
    return "\"%s\" acts inside of the target; only the emulated one can be told"
        .formatted(fault.command());
  }

  /** Refuses a fault that acts inside of a real target. */
  static IllegalArgumentException beyondReach(Fault fault) {
    return new IllegalArgumentException(words(fault));
  }

  /**
   * Refuses a fault that this target cannot be told.
   *
   * @throws IllegalArgumentException if it is one of the inside of a real target
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
