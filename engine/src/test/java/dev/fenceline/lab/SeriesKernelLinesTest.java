package dev.fenceline.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fenceline.exchange.kernellog.KernelLine;
import dev.fenceline.exchange.kernellog.KernelLogWriter;
import dev.fenceline.scenario.ScenarioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Scenarios that repeat what was recorded of a Linux host with the series: under {@code v3} our
 * host prints what that kernel printed of each failed controller, line by line, from the failure to
 * "Reconnecting". Left out is what the kernel repeats while it holds: the same timeout again, and
 * the round trip of a Keep Alive that was cancelled.
 */
@Timeout(300)
@Tag("slow")
class SeriesKernelLinesTest {
  private static final Path RESOURCES = Path.of("src/test/resources");

  private static final Pattern DMESG =
      Pattern.compile("\\[ *(?<seconds>[0-9.]+)\\] nvme (?<device>nvme\\d+): (?<text>.*)");

  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * That kernel's timers round up, and it ran emulated; what it printed came up to so much later.
   */
  private static final double TOLERANCE_SECONDS = 0.7;

  /** A line, in seconds. */
  private record Said(double seconds, String text) {}

  @ParameterizedTest
  @CsvSource({
    "reset, nvme1",
    "ccr-slow13, nvme1",
    "u6, nvme1",
    "hold-slow, nvme1",
    "both, nvme0",
    "both, nvme1",
    "u1-v3, nvme1"
  })
  void ourHostPrintsWhatTheKernelPrinted(String name, String device) throws IOException {
    List<Said> kernel = recovery(recorded(name, device));
    List<Said> ours = recovery(printed(name, device));

    assertThat(ours).extracting(Said::text).isEqualTo(kernel.stream().map(Said::text).toList());
    for (int i = 0; i < kernel.size(); i++) {
      assertThat(ours.get(i).seconds())
          .as(ours.get(i).text())
          .isCloseTo(kernel.get(i).seconds(), within(TOLERANCE_SECONDS));
    }
  }

  private static List<Said> recorded(String name, String device) throws IOException {
    List<Said> said = new ArrayList<>();
    Path log = RESOURCES.resolve("series-recordings").resolve(name).resolve("dmesg.log");
    for (String line : Files.readAllLines(log)) {
      Matcher matcher = DMESG.matcher(line);
      if (matcher.matches() && device.equals(matcher.group("device"))) {
        said.add(new Said(Double.parseDouble(matcher.group("seconds")), matcher.group("text")));
      }
    }
    return said;
  }

  private static List<Said> printed(String name, String device) throws IOException {
    Path file = RESOURCES.resolve("scenarios-of-the-series").resolve(name + ".json");
    List<Said> said = new ArrayList<>();
    for (KernelLine line : KernelLogWriter.lines(Lab.run(ScenarioReader.read(file), 3).events())) {
      if (line.prefix().equals("nvme " + device + ": ")) {
        said.add(new Said(line.nanos() / NANOS_PER_SECOND, line.text()));
      }
    }
    return said;
  }

  /** From the failure to "Reconnecting", counted from its first line. */
  private static List<Said> recovery(List<Said> lines) {
    List<Said> recovery = new ArrayList<>();
    double from = 0;
    for (Said line : lines) {
      String text = comparable(line.text());
      boolean begins = text.contains("timeout") || text.contains("fencing");
      boolean repeats = text.contains("long keepalive") || text.contains("Keep Alive");
      if (recovery.isEmpty() ? begins : !repeats) {
        from = recovery.isEmpty() ? line.seconds() : from;
        recovery.add(new Said(line.seconds() - from, text));
      }
      if (text.startsWith("Reconnecting")) {
        return recovery;
      }
    }
    return recovery;
  }

  /** Without tag and identifier, and with what is left of T in steps of half a second. */
  private static String comparable(String text) {
    Matcher left = Pattern.compile("timeout = (\\d+)ms").matcher(text);
    return left.find()
        ? left.replaceFirst(
            "timeout = %.1f s".formatted(Math.round(Long.parseLong(left.group(1)) / 500.0) / 2.0))
        : text.replaceFirst("tag \\d+ \\([0-9a-f]+\\)", "tag");
  }
}
