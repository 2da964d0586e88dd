package dev.fenceline.app.workspace;

import dev.fenceline.scenario.PathSettings;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.scenario.setting.ScenarioException;
import dev.fenceline.session.SessionHeader;
import dev.fenceline.timeline.Text;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Describes in one line how a session was made. */
public final class SessionOrigin {
  /** The source of a session whose target was served to real hosts. */
  private static final String SERVED = "serve";

  private SessionOrigin() {}

  /**
   * Reports whether the host was our own. If so, the session is complete: what it lacks did not
   * happen.
   */
  public static boolean isRun(SessionHeader header) {
    return header.scenario() != null && !header.source().equals(SERVED);
  }

  /** Returns the clock: {@code Virtual time} or {@code Real time}. */
  public static String clock(SessionHeader header) {
    return switch (header.clock()) {
      case "virtual" -> "Virtual time";
      case "real" -> "Real time";
      default -> "";
    };
  }

  /**
   * Returns seed, paths and policy as far as they are known: {@code seed 42 · 2 paths · policy
   * best}.
   */
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

  /** Describes the target only, because the hosts are not ours. */
  private static String served(Scenario scenario) {
    return "served on %s \u00b7 CQT %s \u00b7 CCR limit %d"
        .formatted(
            scenario.paths().stream().map(PathSettings::address).collect(Collectors.joining(", ")),
            Text.duration(TimeUnit.MILLISECONDS.toNanos(scenario.target().cqtMillis())),
            scenario.target().ccrLimit());
  }

  /** Returns the scenario that ran; empty if there is none or this version cannot read it. */
  public static Optional<Scenario> scenario(SessionHeader header) {
    String text = header.scenario();
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(ScenarioReader.recorded(text, header.title()));
    } catch (ScenarioException unreadable) {
      return Optional.empty();
    }
  }
}
