package dev.fenceline.lab;

import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.PathSettings;
import io.netty.util.concurrent.Future;
import java.net.SocketAddress;
import java.util.Optional;

/** What is behind the links of a run. Loop thread only. */
interface TargetSide extends AutoCloseable {
  /** Where the connections of a path end, once that can be connected to. */
  Future<SocketAddress> port(PathSettings path);

  /**
   * Breaks or heals something of the target.
   *
   * @throws IllegalArgumentException if it has nothing that could be broken
   */
  void apply(Fault.OnBackEnd fault);

  /**
   * Changes the ANA state of a port.
   *
   * @throws IllegalArgumentException if that cannot be done from here
   */
  void changeAna(int port, Fault.Ana change);

  /**
   * From when the moments of a scenario count. Keep alives count from bring-up, and faults are
   * placed between them; a real target takes its time: from when its first controller was live.
   */
  default long begunNanos() {
    return 0;
  }

  /** Why the run cannot go on as it was meant to; empty if it can. */
  default Optional<String> problem() {
    return Optional.empty();
  }

  /** Whether no command of a dead instance can change anything any more. */
  boolean isQuiet();

  @Override
  void close();
}
