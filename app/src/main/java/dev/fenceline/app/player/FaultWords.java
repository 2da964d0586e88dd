package dev.fenceline.app.player;

import dev.fenceline.scenario.Fault;

/** What a menu calls the faults of a path. */
final class FaultWords {
  private FaultWords() {}

  static String of(Fault fault) {
    return switch (fault) {
      case Fault.Stall it -> "Stall path %s, keep its bytes".formatted(it.path());
      case Fault.BlackHole it -> "Drop all bytes of path %s".formatted(it.path());
      case Fault.Reset it -> "Reset the connections of path %s".formatted(it.path());
      case Fault.Heal it -> "Heal path %s".formatted(it.path());
      default -> fault.command();
    };
  }
}
