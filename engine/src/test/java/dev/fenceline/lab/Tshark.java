package dev.fenceline.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** What tshark makes of a capture that it is given while it is written. */
public final class Tshark {
  private static final Path PROGRAM = Path.of("/usr/bin/tshark");
  private static final long PATIENCE_SECONDS = 60;
  private static final String SEPARATOR = "|";
  private static final String AGGREGATOR = ";";
  private static final String GOOD = "1";
  private static final String WANTED = "Connection reset (RST)";

  /** Severities of what only tells what is usual, such as that a connection begins. */
  private static final List<String> HARMLESS = List.of("1048576", "2097152");

  private static final List<String> COMMAND =
      List.of(
          PROGRAM.toString(),
          "-n",
          "-r",
          "-",
          "-d",
          "tcp.port==4420,nvme-tcp",
          "-d",
          "udp.port==8472,vxlan",
          "-o",
          "nvme-tcp.check_hdgst:TRUE",
          "-o",
          "nvme-tcp.check_ddgst:TRUE",
          "-Y",
          "nvme-tcp || _ws.malformed || _ws.expert",
          "-T",
          "fields",
          "-E",
          "separator=" + SEPARATOR,
          "-E",
          "aggregator=" + AGGREGATOR,
          "-e",
          "frame.number",
          "-e",
          "nvme-tcp.type",
          "-e",
          "nvme-tcp.hdgst.status",
          "-e",
          "nvme-tcp.ddgst.status",
          "-e",
          "_ws.malformed",
          "-e",
          "_ws.expert.severity",
          "-e",
          "_ws.expert.message",
          "-e",
          "tcp.stream");

  /**
   * Its findings.
   *
   * @param types how many PDUs of each type there are
   * @param goodHeaderDigests how many digests match
   * @param connections how many TCP connections these are on
   * @param complaints lines about packets that are not as they should be
   */
  public record Findings(
      Map<Integer, Long> types,
      long goodHeaderDigests,
      long goodDataDigests,
      int connections,
      List<String> complaints) {}

  /** Writes a capture, and leaves the stream open. */
  public interface Capture {
    void write(OutputStream out) throws IOException;
  }

  private Tshark() {}

  /** Dissects a capture; the test is skipped if there is no tshark. */
  public static Findings dissect(Path folder, Capture capture) throws IOException {
    assumeTrue(Files.isExecutable(PROGRAM), "tshark is not installed");
    Path out = Files.createTempFile(folder, "tshark", ".out");
    Process process =
        new ProcessBuilder(COMMAND)
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      try (OutputStream in = new BufferedOutputStream(process.getOutputStream(), 1 << 16)) {
        capture.write(in);
      }
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isZero();
    return findings(Files.readAllLines(out, StandardCharsets.UTF_8));
  }

  private static Findings findings(List<String> lines) {
    Map<Integer, Long> types = new TreeMap<>();
    List<String> complaints = new ArrayList<>();
    long headers = 0;
    long data = 0;
    Set<String> streams = new HashSet<>();
    for (String line : lines) {
      String[] fields = line.split(Pattern.quote(SEPARATOR), -1);
      values(fields[1]).forEach(type -> types.merge(Integer.valueOf(type), 1L, Long::sum));
      streams.addAll(values(fields[7]));
      headers += values(fields[2]).stream().filter(GOOD::equals).count();
      data += values(fields[3]).stream().filter(GOOD::equals).count();
      boolean isDigestWrong =
          !values(fields[2] + AGGREGATOR + fields[3]).stream().allMatch(GOOD::equals);
      boolean isExpertConcerned =
          !HARMLESS.containsAll(values(fields[5])) && !fields[6].equals(WANTED);
      if (isDigestWrong || !fields[4].isEmpty() || isExpertConcerned) {
        complaints.add(line);
      }
    }
    return new Findings(types, headers, data, streams.size(), complaints);
  }

  private static List<String> values(String field) {
    return Pattern.compile(AGGREGATOR).splitAsStream(field).filter(it -> !it.isEmpty()).toList();
  }
}
