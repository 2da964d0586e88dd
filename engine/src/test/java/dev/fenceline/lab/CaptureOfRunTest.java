package dev.fenceline.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fenceline.event.Direction;
import dev.fenceline.event.Event;
import dev.fenceline.event.PduEvent;
import dev.fenceline.event.Point;
import dev.fenceline.exchange.Formats;
import dev.fenceline.exchange.capture.CaptureWriter;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.session.Session;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A capture of our host with our target holds what the run recorded, and tshark agrees. */
class CaptureOfRunTest {
  private static final long PATIENCE_SECONDS = 60;

  @TempDir Path folder;

  private Lab capture(String id, Path file) throws IOException {
    Scenario scenario = ScenarioLibrary.open(id);
    Lab lab = Lab.inVirtualTime(scenario, scenario.seed());
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      CaptureWriter writer = CaptureWriter.ofRun(out, CaptureWriter.Form.of(file));
      lab.addWriter(writer);
      lab.showBytes(writer);
      lab.run();
      writer.finish();
    }
    return lab;
  }

  /** The PDUs at the host's end of each path, in order, without their lanes' names. */
  private static List<Object> atHost(List<Event> events) {
    List<Object> pdus = new ArrayList<>();
    for (Event event : events) {
      if (event.detail() instanceof PduEvent.Passed pdu
          && (pdu.direction() == Direction.TO_TARGET) == (pdu.point() == Point.ENTERED)) {
        pdus.add(List.of(event.nanos(), pdu));
      }
    }
    return pdus;
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.pcap", "a.pcapng"})
  void whatIsWrittenIsReadAgain(String name) throws IOException {
    Path file = folder.resolve(name);
    Lab lab = capture("cross-ccr", file);

    Session read = Formats.read(file);

    assertThat(read.warnings()).isEmpty();
    assertThat(atHost(read.events()))
        .hasSizeGreaterThan(1_000)
        .containsExactlyInAnyOrderElementsOf(atHost(lab.timeline().events()));
  }

  @Test
  void aRecordingIsWrittenWithoutItsData() throws IOException {
    Scenario scenario = ScenarioLibrary.open("cross-ccr");
    Lab lab = Lab.inVirtualTime(scenario, scenario.seed());
    lab.run();
    Path file = folder.resolve("recorded.pcap");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      CaptureWriter.write(
          Session.of(lab.header(), lab.timeline().events()), out, CaptureWriter.Form.PCAP);
    }
    Session read = Formats.read(file);
    assertThat(read.warnings()).isEmpty();
    assertThat(atHost(read.events())).hasSameSizeAs(atHost(lab.timeline().events()));
    assertNothingIsMalformed(file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-ccr", "all-paths-fencing"})
  void tsharkFindsNothingMalformed(String id) throws IOException {
    Path file = folder.resolve(id + ".pcap");
    capture(id, file);
    assertNothingIsMalformed(file);
  }

  private void assertNothingIsMalformed(Path file) throws IOException {
    Path tshark = Path.of("/usr/bin/tshark");
    assumeTrue(Files.isExecutable(tshark), "tshark is not installed");
    assertThat(lines(file, "nvme-tcp")).isNotEmpty();
    // From severity "error" on; resets are warnings and wanted.
    assertThat(lines(file, "_ws.malformed || _ws.expert.severity >= 8388608")).isEmpty();
  }

  private List<String> lines(Path file, String filter) throws IOException {
    Path out = folder.resolve("tshark.out");
    List<String> command =
        Arrays.asList(
            "/usr/bin/tshark",
            "-r",
            file.toString(),
            "-d",
            "tcp.port==4420,nvme-tcp",
            "-Y",
            filter,
            "-T",
            "fields",
            "-e",
            "frame.number");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(folder.resolve("tshark.err").toFile())
            .start();
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isZero();
    return Files.readAllLines(out, StandardCharsets.UTF_8);
  }
}
