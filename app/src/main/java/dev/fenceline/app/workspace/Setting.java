package dev.fenceline.app.workspace;

import dev.fenceline.scenario.RecoveryPolicy;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioException;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.session.SessionHeader;
import java.util.Optional;

/** How a session came about, in words for one line. */
public final class Setting {
  private Setting() {}

  /** The clock: {@code Virtual time}, {@code Real time}. */
  public static String clock(SessionHeader header) {
    return switch (header.clock()) {
      case "virtual" -> "Virtual time";
      case "real" -> "Real time";
      default -> "";
    };
  }

  /** Seed, paths and policy, as far as they are known: {@code seed 42 · 2 paths · policy RPFR}. */
  public static String words(SessionHeader header) {
    return scenario(header)
        .map(scenario ->
            "seed %d \u00b7 %d paths \u00b7 policy %s"
                .formatted(
                    header.seed(), scenario.paths().size(), policy(scenario.host().policy())))
        .orElse(header.source());
  }

  /** The scenario that ran; empty where none did or this version cannot read it. */
  public static Optional<Scenario> scenario(SessionHeader header) {
    String text = header.scenario();
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(ScenarioReader.read(text, header.title()));
    } catch (ScenarioException unreadable) {
      return Optional.empty();
    }
  }

  private static String policy(RecoveryPolicy policy) {
    return switch (policy) {
      case NONE -> "none";
      case TIME_BASED -> "time-based hold";
      case RPFR -> "RPFR";
      case RPFR_NO_HOLD -> "RPFR without hold";
    };
  }
}
