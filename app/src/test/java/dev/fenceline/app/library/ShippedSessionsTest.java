package dev.fenceline.app.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fenceline.app.library.ShippedSessions.Shipped;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.exchange.kernellog.KernelLogWriter;
import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionReader;
import dev.fenceline.swimlane.paint.SessionPicture;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Recovery;
import dev.fenceline.timeline.recovery.Summary;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("slow")
class ShippedSessionsTest {
  @Test
  void theMainScenariosAndRecordingsShip() throws IOException {
    assertThat(ShippedSessions.list())
        .extracting(Shipped::resource)
        .containsExactly(
            "/sessions/baseline.fenceline",
            "/sessions/ccr.fenceline",
            "/sessions/hold.fenceline",
            "/sessions/linux-black-hole-dmesg.fenceline",
            "/sessions/linux-black-hole.fenceline",
            "/sessions/linux-relay.fenceline",
            "/sessions/unprotected.fenceline");
  }

  /** A real kernel sent its write again, and wrote newer data, before the first copy landed. */
  @Test
  void theRecordingOfALinuxHostShowsHowItsDataIsLost() throws IOException {
    Session shipped = read("/sessions/linux-black-hole.fenceline");
    Timeline timeline = Timeline.of(shipped.events());

    assertThat(shipped.warnings()).isEmpty();
    assertThat(shipped.header().title()).startsWith("Linux 6.12.117");
    assertThat(shipped.header().source()).isEqualTo("serve");
    assertThat(new SessionPicture(timeline, "").svg(1600, Palette.DARK, true))
        .contains("lands over newer data, block 0", "silent: neither side is notified");
    Summary summary = Summary.of(timeline);
    assertThat(summary.verdict()).isEqualTo(Verdict.CORRUPT);
    assertThat(summary.recoveries()).hasSize(1);
  }

  /** What is concluded from the wire, and what the kernel logged of the same. */
  @Test
  void itsKernelLogLiesOverIt() throws IOException {
    Session both = read("/sessions/linux-black-hole-dmesg.fenceline");

    List<Recovery> recoveries = Summary.of(Timeline.of(both.events())).recoveries();
    assertThat(recoveries)
        .extracting(Recovery::controller)
        .containsExactlyInAnyOrder("nvme0", "log: nvme0");
    assertThat(recoveries.getFirst().detectedNanos())
        .isCloseTo(
            recoveries.getLast().detectedNanos(), within(TimeUnit.MILLISECONDS.toNanos(100)));
    assertThat(recoveries)
        .extracting(Recovery::attempts)
        .as("the log counts them as the wire does")
        .containsExactly(2, 2);
    Session alone = read("/sessions/linux-black-hole.fenceline");
    Recovery wire = Summary.of(Timeline.of(alone.events())).recoveries().getFirst();
    Recovery laidOver =
        recoveries.stream().filter(it -> it.controller().equals("nvme0")).findFirst().orElseThrow();
    assertThat(laidOver)
        .as("what is concluded from the wire is that of today")
        .returns(wire.fencedBy(), Recovery::fencedBy)
        .returns(wire.trigger(), Recovery::trigger)
        .returns(wire.failures(), Recovery::failures)
        .returns(wire.outcome(), Recovery::outcome);
    assertThat(laidOver.io().wordOrNull()).isEqualTo(wire.io().wordOrNull());
  }

  /** So a recording that the program has outgrown is noticed: it is to be made again then. */
  @ParameterizedTest
  @CsvSource({"baseline,CORRUPT", "ccr,INTACT", "hold,INTACT", "unprotected,CORRUPT"})
  void aShippedSessionIsWhatItsScenarioDoesToday(String id, Verdict verdict) throws IOException {
    Session shipped = read("/sessions/" + id + ".fenceline");
    Scenario scenario = ScenarioLibrary.find(id).orElseThrow();
    Timeline today = Lab.run(scenario, scenario.seed());

    assertThat(shipped.warnings()).isEmpty();
    assertThat(Summary.of(Timeline.of(shipped.events())).verdict()).isEqualTo(verdict);
    assertThat(KernelLogWriter.toText(KernelLogWriter.all(shipped.events())))
        .isEqualTo(KernelLogWriter.toText(KernelLogWriter.all(today.events())));
  }

  /** A host and a target of Linux, through a relay: the kernel's log said the same. */
  @Test
  void theRecoveryOfLinuxIsWhatItsKernelLogged() throws IOException {
    Session shipped = read("/sessions/linux-relay.fenceline");

    assertThat(shipped.warnings()).isEmpty();
    assertThat(shipped.header().title()).contains("Linux 6.12");
    assertThat(Summary.of(Timeline.of(shipped.events())).recoveries())
        .singleElement()
        .satisfies(recovery -> {
          assertThat(recovery.controller()).isEqualTo("nvme0");
          assertThat(recovery.trigger()).isEqualTo("Keep Alive timeout");
          assertThat(recovery.outcome()).isEqualTo(Recovery.Outcome.RECONNECTED);
          assertThat(recovery.attempts()).isEqualTo(2);
        });
  }

  @Test
  void theyAreFoundInAJarToo(@TempDir Path folder) throws IOException {
    URI jar = URI.create("jar:" + folder.resolve("app.jar").toUri());
    try (FileSystem files = FileSystems.newFileSystem(jar, Map.of("create", "true"));
        InputStream ccr = open("/sessions/ccr.fenceline")) {
      Files.createDirectory(files.getPath("/sessions"));
      Files.copy(ccr, files.getPath("/sessions/ccr.fenceline"));
      Files.writeString(files.getPath("/sessions/README.md"), "no session");
    }

    assertThat(ShippedSessions.list(URI.create(jar + "!/sessions").toURL()))
        .singleElement()
        .satisfies(shipped -> {
          assertThat(shipped.resource()).isEqualTo("/sessions/ccr.fenceline");
          assertThat(shipped.header().title()).isEqualTo("CCR via survivor");
        });
  }

  private static Session read(String resource) throws IOException {
    try (InputStream in = open(resource)) {
      return SessionReader.read(in);
    }
  }

  private static InputStream open(String resource) {
    return Objects.requireNonNull(
        ShippedSessionsTest.class.getResourceAsStream(resource), resource);
  }
}
