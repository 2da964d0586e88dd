package dev.fenceline.report;

import dev.fenceline.scenario.EventPattern;
import java.util.List;
import java.util.Set;

/** Events that only the emulated target reports. They cannot be seen from outside a target. */
final class TargetOnlyEvents {
  private static final String LANES = "target/";
  private static final List<String> FAMILIES = List.of("instance-", "target-ccr-");
  private static final Set<String> KINDS =
      Set.of(
          "aen-raised",
          "aen-suppressed",
          "aen-sent",
          "command-received",
          "command-executing",
          "command-executed",
          "command-revoked",
          "command-answered",
          "keep-alive-accepted",
          "keep-alive-late",
          "keep-alive-lapsed");

  private TargetOnlyEvents() {}

  /** Reports whether only the emulated target reports these events. */
  static boolean is(EventPattern pattern) {
    String lane = pattern.lane();
    return KINDS.contains(pattern.event())
        || FAMILIES.stream().anyMatch(pattern.event()::startsWith)
        || (lane != null && lane.startsWith(LANES));
  }
}
