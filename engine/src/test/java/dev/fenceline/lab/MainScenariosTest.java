package dev.fenceline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.value.FencedBy;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.exchange.kernellog.KernelLogWriter;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.session.SessionFile;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Recovery;
import dev.fenceline.timeline.recovery.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The four main rows of the test report, in virtual time. {@code -Dfenceline.seeds=400} runs more
 * seeds than a quick build does.
 */
@Timeout(1200)
@Tag("slow")
class MainScenariosTest {
  private static final int SEEDS = Integer.getInteger("fenceline.seeds", 5);

  private static Scenario scenario(String id) {
    return ScenarioLibrary.find(id).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "baseline, CORRUPT, NONE",
    "ccr, INTACT, CCR",
    "hold, INTACT, HOLD",
    "unprotected, CORRUPT, NONE"
  })
  void everySeedEndsWithTheVerdictOfTheReport(String id, Verdict verdict, FencedBy fencedBy) {
    Scenario scenario = scenario(id);
    List<Summary> others =
        LongStream.rangeClosed(1, SEEDS)
            .parallel()
            .mapToObj(seed -> Summary.of(Lab.run(scenario, seed)))
            .filter(summary ->
                summary.verdict() != verdict
                    || summary.breaches() != 0
                    || summary.recoveries().size() != 1
                    || summary.recoveries().getFirst().fencedBy() != fencedBy)
            .toList();
    assertThat(others).extracting(Summary::text).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"baseline", "ccr", "hold", "unprotected"})
  void aSeedGivesTheSameBytesTwice(String id, @TempDir Path folder) throws IOException {
    Path first = save(id, folder.resolve("first.fenceline"));
    Path second = save(id, folder.resolve("second.fenceline"));
    assertThat(first).hasSameBinaryContentAs(second);
  }

  private static Path save(String id, Path file) throws IOException {
    Lab lab = new Lab(scenario(id), 7, dev.fenceline.clock.ClockKind.VIRTUAL);
    lab.run();
    SessionFile.save(file, lab.header(), lab.timeline().events());
    assertThat(Files.size(file)).isGreaterThan(1_000_000);
    return file;
  }

  @Test
  void theKernelLogOfCcrIsThatOfTheReport() {
    assertThat(kernelLog("ccr"))
        .containsExactly(
            "nvme nvme4: I/O tag T (GGGG) type 4 opcode 0x18 (Keep Alive) QID 0 timeout",
            "nvme nvme4: starting controller fencing",
            "nvme nvme4: attempting CCR, timeout 15000ms",
            "nvme nvme4: CCR succeeded using nvme3",
            "nvme nvme4: failed nvme_keep_alive_end_io error=10",
            "nvme nvme4: Reconnecting in 10 seconds...",
            "nvme nvme4: creating 1 I/O queues.",
            "nvme nvme4: mapped 1/0/0 default/read/poll queues.",
            "nvme nvme4: Successfully reconnected (attempt 1/60)");
  }

  @Test
  void theKernelLogOfHoldIsThatOfTheReport() {
    assertThat(kernelLog("hold"))
        .containsExactly(
            "nvme nvme4: I/O tag T (GGGG) type 4 opcode 0x18 (Keep Alive) QID 0 timeout",
            "nvme nvme4: starting controller fencing",
            "nvme nvme4: attempting CCR, timeout 15000ms",
            "nvme nvme4: CCR failed, switch to time-based recovery, timeout = 15000ms",
            "nvme nvme4: failed nvme_keep_alive_end_io error=5",
            "nvme nvme4: Time-based recovery finished",
            "nvme nvme4: Reconnecting in 10 seconds...",
            "nvme nvme4: creating 1 I/O queues.",
            "nvme nvme4: mapped 1/0/0 default/read/poll queues.",
            "nvme nvme4: Successfully reconnected (attempt 1/60)");
  }

  @Test
  void theKernelLogOfBaselineIsThatOfAnUnpatchedKernel() {
    assertThat(kernelLog("baseline"))
        .containsExactly(
            "nvme nvme4: I/O tag T (GGGG) type 4 opcode 0x18 (Keep Alive) QID 0 timeout",
            "nvme nvme4: starting error recovery",
            "nvme nvme4: failed nvme_keep_alive_end_io error=10",
            "nvme nvme4: Reconnecting in 10 seconds...",
            "nvme nvme4: creating 1 I/O queues.",
            "nvme nvme4: mapped 1/0/0 default/read/poll queues.",
            "nvme nvme4: Successfully reconnected (attempt 1/60)");
  }

  @Test
  void theKernelLogOfUnprotectedSaysThatNothingIsWaitedFor() {
    assertThat(kernelLog("unprotected"))
        .startsWith(
            "nvme nvme4: I/O tag T (GGGG) type 4 opcode 0x18 (Keep Alive) QID 0 timeout",
            "nvme nvme4: starting controller fencing",
            "nvme nvme4: attempting CCR, timeout 10000ms",
            "nvme nvme4: CCR failed, CQT not supported, skip time-based recovery",
            "nvme nvme4: failed nvme_keep_alive_end_io error=10",
            "nvme nvme4: Reconnecting in 10 seconds...");
  }

  /**
   * The lines of the default seed, without times; tags and generation numbers are those of any run.
   */
  private static List<String> kernelLog(String id) {
    Scenario scenario = scenario(id);
    return KernelLogWriter.lines(Lab.run(scenario, scenario.seed()).events()).stream()
        .map(line -> "nvme " + line.device() + ": " + line.text())
        .map(text -> text.replaceFirst("tag \\d+ \\([0-9a-f]{4}\\)", "tag T (GGGG)"))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "baseline, 12510, 12510, 22511",
    "ccr, 12510, 14011, 24011",
    "hold, 12510, 27510, 37510",
    "unprotected, 12510, 12510, 22511"
  })
  void detectionFencingAndReconnectComeWhenTheTimersSay(
      String id, long detectedMillis, long resumedMillis, long reconnectedMillis) {
    Timeline timeline = Lab.run(scenario(id), 3);
    Recovery recovery = Summary.of(timeline).recoveries().getFirst();
    assertThat(millis(recovery.detectedNanos())).isCloseTo(detectedMillis, within());
    assertThat(millis(recovery.resumedNanos().orElseThrow())).isCloseTo(resumedMillis, within());
    assertThat(millis(recovery.reconnectedNanos().orElseThrow()))
        .isCloseTo(reconnectedMillis, within());
  }

  private static long millis(long nanos) {
    return nanos / 1_000_000;
  }

  /** Bring-up takes a few messages more or less; no timer is as short as this. */
  private static org.assertj.core.data.Offset<Long> within() {
    return org.assertj.core.data.Offset.offset(20L);
  }
}
