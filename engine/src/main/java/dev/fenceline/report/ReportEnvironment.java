package dev.fenceline.report;

import dev.fenceline.scenario.TargetSettings;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * The environment in which a report was made.
 *
 * @param program version of Fenceline
 * @param java version of the Java runtime
 * @param system operating system, its version and the processor architecture
 * @param madeAt the time, by the caller's clock
 * @param target the tested target, in words
 */
public record ReportEnvironment(
    String program, String java, String system, Instant madeAt, String target) {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Returns the environment of this program on this machine, with the emulated target. */
  public static ReportEnvironment emulated(String program, Instant madeAt) {
    return against("emulated NVMe/TCP target, virtual time", program, madeAt);
  }

  /** Returns the environment of this program on this machine, with an existing target. */
  public static ReportEnvironment real(TargetFeatures.Real target, String program, Instant madeAt) {
    TargetSettings found = target.found();
    return against(
        "%s, serial %s, %s; CQT %d ms, CCRL %d; %s, real time"
            .formatted(
                found.model(),
                found.serial(),
                found.subsystemNqn(),
                found.cqtMillis(),
                found.ccrLimit(),
                target.remote().source()),
        program,
        madeAt);
  }

  private static ReportEnvironment against(String target, String program, Instant madeAt) {
    return new ReportEnvironment(
        program,
        System.getProperty("java.runtime.version", "unknown"),
        "%s %s, %s"
            .formatted(
                System.getProperty("os.name", "unknown"),
                System.getProperty("os.version", "unknown"),
                System.getProperty("os.arch", "unknown")),
        madeAt,
        target);
  }

  /** Returns the date, such as {@code 2026-04-01 09:30 UTC}. */
  String date() {
    return DATE.format(madeAt);
  }

  /** Returns the whole environment for display. */
  List<Fact> facts() {
    return List.of(
        new Fact("Date", date()),
        new Fact("Fenceline", program),
        new Fact("Java", java),
        new Fact("System", system),
        new Fact("Target", target));
  }
}
