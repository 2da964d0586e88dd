package dev.fenceline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.exchange.kernellog.KernelLine;
import dev.fenceline.exchange.kernellog.KernelLogWriter;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Scenarios at the edges, in which the host did what Linux does not. */
@Timeout(300)
@Tag("slow")
class HostDoesAsLinuxTest {
  private static final long SEED = 3;
  private static final double NANOS = 1e9;

  private static Timeline run(String name) throws IOException {
    return Lab.run(ScenarioReader.read(file(name)), SEED);
  }

  /** The same under another policy. */
  private static Timeline run(String name, String policy) throws IOException {
    String text = Files.readString(file(name));
    String host = "{\"host\": {\"policy\": \"%s\"},".formatted(policy);
    Scenario scenario = ScenarioReader.read(text.replaceFirst("\\{", host), name);
    return Lab.run(scenario, SEED);
  }

  private static Path file(String name) {
    return Path.of("src/test/resources/hard-scenarios", name + ".json");
  }

  private static <D extends Detail> List<D> details(Timeline run, Class<D> type) {
    return run.events().stream()
        .map(event -> event.detail())
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  private static List<String> kernelLog(Timeline run) {
    return KernelLogWriter.lines(run.events()).stream().map(KernelLine::message).toList();
  }

  @Test
  void pathsThatAreSlowToConnectBecomeReadyAndStay() throws IOException {
    for (String name : List.of("d200", "e1")) {
      Timeline run = run(name);
      assertThat(details(run, RunEvent.Reached.class))
          .extracting(RunEvent.Reached::stage)
          .contains(RunEvent.Stage.READY, RunEvent.Stage.READ_BACK);
      assertThat(Summary.of(run).verdict()).isEqualTo(Verdict.INTACT);
      assertThat(details(run, IoEvent.Submitted.class)).isNotEmpty();
    }
    assertThat(details(run("d200"), KeepAliveEvent.Lapsed.class)).isEmpty();
  }

  @Test
  void withCtrlLossTmoZeroAControllerIsRemovedAtOnce() throws IOException {
    Timeline run = run("s3");
    assertThat(details(run, ReconnectEvent.Attempted.class)).isEmpty();
    assertThat(details(run, ReconnectEvent.Removed.class))
        .extracting(ReconnectEvent.Removed::code)
        .containsExactly(0);
    assertThat(kernelLog(run))
        .anyMatch(line -> line.endsWith("nvme4: Removing controller (0)..."))
        .noneMatch(line -> line.contains("Reconnecting"));
  }

  @Test
  void anOrderlyDisconnectFailsNoOperationWhileAnotherPathIsHealthy() throws IOException {
    for (String policy : List.of("best", "none", "v3")) {
      String text = Files.readString(file("s2_6007"));
      Scenario scenario =
          ScenarioReader.read(
              text.replace("\"host\": {", "\"host\": {\"policy\": \"%s\", ".formatted(policy)),
              "s2");
      Timeline run = Lab.run(scenario, SEED);
      assertThat(details(run, IoEvent.Ended.class)).allMatch(ended -> ended.status() == 0);
      assertThat(Summary.of(run).verdict()).isEqualTo(Verdict.INTACT);
      assertThat(kernelLog(run)).anyMatch(line -> line.contains("nvme4: Removing ctrl: NQN \""));
    }
  }

  @Test
  void aResetByHandFailsOverBeforeTheControllerIsToldInLinux() throws IOException {
    Timeline run = run("s2x", "none");
    assertThat(Summary.of(run).verdict()).isEqualTo(Verdict.CORRUPT);
    assertThat(details(run, ControllerEvent.ResetBegun.class))
        .containsExactly(new ControllerEvent.ResetBegun(ControllerEvent.ResetBegun.BY_HAND, false));
    double failedOver =
        run.events().stream()
                .filter(event -> event.detail() instanceof IoEvent.FailedOver)
                .findFirst()
                .orElseThrow()
                .nanos()
            / NANOS;
    assertThat(failedOver).isBetween(6.5, 6.501);
    assertThat(kernelLog(run))
        .anyMatch(line -> line.endsWith("nvme4: resetting controller"))
        .anyMatch(line -> line.endsWith("nvme4: Property Set error: 881, offset 0x14"))
        .noneMatch(line -> line.contains("time-based") || line.contains("inflight"));
  }

  @Test
  void ourOwnOrderHoldsAndIsNotPrintedAsLinux() throws IOException {
    Timeline run = run("s2x");
    Summary summary = Summary.of(run);
    assertThat(summary.verdict()).isEqualTo(Verdict.INTACT);
    assertThat(summary.breaches()).isZero();
    assertThat(details(run, ControllerEvent.ResetBegun.class))
        .allMatch(ControllerEvent.ResetBegun::stopsFirst);
    assertThat(kernelLog(run))
        .anyMatch(line -> line.contains("[not Linux] not stopped, inflight requests are held for"))
        .anyMatch(line -> line.endsWith("Reconnecting in 10 seconds..."))
        .anyMatch(line -> line.endsWith("Successfully reconnected (attempt 2/60)"))
        .noneMatch(line -> line.contains("time-based") || line.contains(": holding inflight"));
  }

  @Test
  void anAnaTransitionThatDoesNotEndResetsTheController() throws IOException {
    Timeline run = run("t1");
    assertThat(details(run, ControllerEvent.ResetBegun.class))
        .isNotEmpty()
        .allMatch(begun -> begun.reason().equals(ControllerEvent.ResetBegun.ANATT));
    assertThat(kernelLog(run))
        .anyMatch(line -> line.endsWith("nvme4: ANATT timeout, resetting controller."));
    assertThat(Summary.of(run).verdict()).isEqualTo(Verdict.INTACT);
  }

  @Test
  void aDisconnectOfASilentPathBreaksNothing() throws IOException {
    Summary summary = Summary.of(run("s1x"));
    assertThat(summary.verdict()).isEqualTo(Verdict.INTACT);
    assertThat(summary.breaches()).isZero();
  }
}
