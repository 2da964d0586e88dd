package dev.fenceline.app.workspace;

import dev.fenceline.scenario.PathSettings;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioException;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.session.SessionHeader;
import dev.fenceline.timeline.Text;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** How a session came about, in words for one line. */
public final class Setting {
  /** The source of a session whose target was served to real hosts. */
  private static final String SERVED = "serve";

  private Setting() {}

  /** Whether our own host ran: then what did not happen is known too. */
  public static boolean isRun(SessionHeader header) {
    return header.scenario() != null && !header.source().equals(SERVED);
  }

  /** The clock: {@code Virtual time}, {@code Real time}. */
  public static String clock(SessionHeader header) {
    return switch (header.clock()) {
      case "virtual" -> "Virtual time";
      case "real" -> "Real time";
      default -> "";
    };
  }

  /** Seed, paths and policy, as far as they are known: {@code seed 42 · 2 paths · policy best}. */
  public static String words(SessionHeader header) {
    return scenario(header)
        .map(scenario ->
            header.source().equals(SERVED) ? served(scenario) : ran(header.seed(), scenario))
        .orElse(header.source());
  }

  private static String ran(long seed, Scenario scenario) {
    return "seed %d \u00b7 %s \u00b7 policy %s"
        .formatted(
            seed, Text.count(scenario.paths().size(), "path"), scenario.host().policy().word());
  }

  /** The hosts are somebody else's: what is known is the target. */
  private static String served(Scenario scenario) {
    return "served on %s \u00b7 CQT %s \u00b7 CCR limit %d"
        .formatted(
            scenario.paths().stream().map(PathSettings::address).collect(Collectors.joining(", ")),
            Text.duration(TimeUnit.MILLISECONDS.toNanos(scenario.target().cqtMillis())),
            scenario.target().ccrLimit());
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
}
