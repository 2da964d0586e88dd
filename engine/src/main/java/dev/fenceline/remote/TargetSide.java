package dev.fenceline.remote;

import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.PathSettings;
import dev.fenceline.scenario.TargetSettings;
import io.netty.util.concurrent.Future;
import java.net.SocketAddress;
import java.util.Optional;

/** The target side of a run's links. Loop thread only. */
public interface TargetSide extends AutoCloseable {
  /** Returns the address to which a path connects, once it accepts connections. */
  Future<SocketAddress> port(PathSettings path);

  /**
   * Applies a fault to the back end.
   *
   * @throws IllegalArgumentException if the fault cannot be applied to this target
   */
  void apply(Fault.OnBackEnd fault);

  /**
   * Changes the ANA state of a port.
   *
   * @throws IllegalArgumentException if that cannot be done to this target
   */
  void changeAna(int port, Fault.Ana change);

  /**
   * Changes the settings that a running target can change.
   *
   * @throws IllegalArgumentException if that cannot be done to this target
   */
  void use(TargetSettings settings);

  /**
   * Returns the time from which the moments of a scenario count. Keep alives count from bring-up,
   * and faults are placed between them. With a real target, whose bring-up takes time, it is the
   * moment at which its first controller became live.
   */
  default long begunNanos() {
    return 0;
  }

  /** Returns why the run cannot continue as intended, or empty if it can. */
  default Optional<String> problem() {
    return Optional.empty();
  }

  /** Reports whether no command of a dead instance can change data any more. */
  boolean isQuiet();

  @Override
  void close();
}
