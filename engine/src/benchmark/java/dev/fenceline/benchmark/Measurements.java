package dev.fenceline.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The results of one run of the table, in the form in which they are kept for each release.
 *
 * @param program the version of the program
 * @param machine processor, cores and memory
 * @param java the Java runtime
 * @param load the load of the machine when the run began and when it ended
 * @param results one for each row that was measured
 */
record Measurements(
    String program, String machine, String java, String load, List<Result> results) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  static Measurements read(Path file) throws IOException {
    return JSON.readValue(file.toFile(), Measurements.class);
  }

  void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    JSON.writeValue(file.toFile(), this);
  }

  Optional<Result> find(String what) {
    return results.stream().filter(result -> result.what().equals(what)).findFirst();
  }

  /** Returns the processor, if the system reports it, with cores and memory. */
  static String thisMachine() {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return String.format(
        Locale.ROOT,
        "%s, %d cores, %.0f GiB, %s",
        processor(),
        system.getAvailableProcessors(),
        system.getTotalMemorySize() / (double) (1 << 30),
        System.getProperty("os.name") + " " + System.getProperty("os.version"));
  }

  private static String processor() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 2))
          .orElse(System.getProperty("os.arch"));
    } catch (IOException unknown) {
      return System.getProperty("os.arch");
    }
  }

  /** Returns the average number of runnable threads over the last minute. */
  static String loadNow() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return load < 0 ? "unknown" : String.format(Locale.ROOT, "%.2f", load);
  }
}
