package dev.fenceline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.lab.RemoteBench;
import dev.fenceline.remote.LabTarget;
import dev.fenceline.remote.RemoteScenario;
import dev.fenceline.remote.SlowHint;
import dev.fenceline.remote.TargetProbe;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.scenario.TargetSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The report against a target that is there already. */
@Timeout(180)
@Tag("slow")
class RealTargetReportTest {
  private static final Instant WHEN = Instant.parse("2026-04-01T09:30:00Z");
  private static final String WITH_ALL = "\"cqt\": \"1 s\", \"quiesce\": \"200 ms\"";
  private static final String WITHOUT = "\"cqt\": \"0 s\", \"ccrLimit\": 0";
  private static final RemoteScenario.Area AREA = new RemoteScenario.Area(1, 0, 7);

  /** A row that any target can be asked, and that lasts less than a second. */
  private static final Scenario SHORT =
      row(
          """
          "id": "short",
          "expectations": [{"expectation": "data-is", "verdict": "intact"}]
          """);

  /** A row that only makes sense where something is written. */
  private static final Scenario LOSING =
      row(
          """
          "id": "losing",
          "expectations": [{"expectation": "data-is", "verdict": "corrupt"}]
          """);

  /** The way of a reset as simple-ccr has it, with timers that suit a test. */
  private static final Scenario SIMPLE =
      row(
          """
          "id": "simple", "host": {"kato": "2 s", "reconnectDelay": "1 s"},
          "target": {"cqt": "5 s", "quiesce": "1500 ms", "ccrLimit": 4},
          "faults": [
            {"fault": "slow-write", "controller": 2, "takes": "1 s", "at": "cut - 150 ms",
             "until": "cut"},
            {"name": "cut", "fault": "stall", "path": "B", "at": "2500 ms", "until": "7 s"}],
          "expectations": [
            {"expectation": "slow-writes", "controller": 2, "atLeast": 1},
            {"expectation": "sequence", "of": [
              {"event": "ccr-issued", "lane": "host/nvme4", "with": {"impacted.cntlid": 99}},
              {"event": "target-ccr-accepted", "lane": "target/1.1"},
              {"event": "ccr-answered", "lane": "host/nvme4", "with": {"status": 0}},
              {"event": "aen-received", "lane": "host/nvme3", "with": {"dw0": "001EF402h"}},
              {"event": "ccr-log-entry", "lane": "host/nvme3", "with": {"ccrStatus": 1}}]},
            {"expectation": "fields", "of": {"event": "fencing-started"},
             "are": {"timeoutMillis": 9000}},
            {"expectation": "fenced-by", "controller": "nvme4", "by": "ccr"},
            {"expectation": "fenced-within", "controller": "nvme4", "from": "1400 ms",
             "to": "1600 ms"},
            {"expectation": "data-is", "verdict": "intact"}]
          """);

  private static Scenario row(String content) {
    return ScenarioReader.read(
        """
        {"title": "Row", %s,
         "workload": {"period": "20 ms", "jitter": "2 ms", "stopAfterRecovery": "100 ms"}}
        """
            .formatted(content),
        "test");
  }

  private static TargetFeatures.Real features(
      RemoteBench bench, RemoteScenario.@Nullable Area area) {
    return features(bench, area, null);
  }

  private static TargetFeatures.Real features(
      RemoteBench bench, RemoteScenario.@Nullable Area area, @Nullable SlowHint hint) {
    TargetSettings found =
        new TargetProbe(RemoteBench.IDENTITY).identify(bench.addresses, RemoteBench.NQN);
    return new TargetFeatures.Real(
        new LabTarget.Remote(bench.addresses, false, hint), found, RemoteBench.IDENTITY, area);
  }

  private static String reason(TargetFeatures features, String scenario) {
    return features.rulesOut(ScenarioLibrary.find(scenario).orElseThrow()).orElse("none");
  }

  private static TestReport report(TargetFeatures.Real features, Scenario... rows) {
    return new ReportRun(List.of(rows), OptionalLong.empty(), features, (_, _, _) -> {})
        .run(ReportEnvironment.real(features, "test", WHEN));
  }

  @Test
  void eachRowThatATargetWithoutFencingCannotBeAskedSaysWhy() {
    try (RemoteBench bench = new RemoteBench(WITHOUT)) {
      TargetFeatures features = features(bench, null);

      assertThat(reason(features, "ccr")).contains("CCRL 0");
      assertThat(reason(features, "hold")).contains("CQT 0");
      assertThat(reason(features, "identify-fields")).contains("CCRL 0");
      assertThat(reason(features, "baseline")).contains("no blocks were named");
      assertThat(reason(features, "send-queue")).contains("no blocks were named");
      assertThat(features.rulesOut(LOSING).orElse("none")).contains("no blocks were named");
      assertThat(reason(features, "path-faults")).isEqualTo("none");
      assertThat(reason(features, "steady")).isEqualTo("none");
    }
  }

  @Test
  void aTargetWithFencingIsAskedEveryRowWhoseOutcomeTheHostCanSee() {
    try (RemoteBench bench = new RemoteBench("\"cqt\": \"5 s\", \"ccrLimit\": 4")) {
      TargetFeatures features = features(bench, AREA);
      List<String> applicable =
          ScenarioLibrary.all().stream()
              .filter(row -> features.rulesOut(row).isEmpty())
              .map(Scenario::id)
              .toList();

      assertThat(applicable)
          .contains("baseline", "ccr", "hold")
          .contains("identify-fields", "simple-ccr", "concurrent-ccr", "cross-ccr")
          .contains("aen-delivery", "aen-rearm", "log-fields", "new-instance")
          .contains("own-cntlid", "stale-instance", "reset-not-silence", "send-queue");
      assertThat(reason(features, "unprotected")).contains("without CQT");
      assertThat(reason(features, "ana-refused")).contains("inside of the target");
      assertThat(reason(features, "resets-fail")).contains("whose resets fail");
      assertThat(reason(features, "log-full")).contains("room for 4 entries");
      assertThat(reason(features, "broken-promise")).contains("longer than its CQT");
      assertThat(reason(features, "two-hosts")).contains("several hosts");
      assertThat(features.rulesOut(LOSING)).isEmpty();
    }
  }

  @Test
  void aRowThatNeedsWritesThatComeLateSaysHowToProvideThem() {
    try (RemoteBench bench = new RemoteBench("\"cqt\": \"5 s\", \"ccrLimit\": 4")) {
      assertThat(reason(features(bench, AREA), "source-dies"))
          .contains("--slow-hint-before", "--slow-hint-after");
      TargetFeatures slowable = features(bench, AREA, new SlowHint("true", "true"));
      assertThat(reason(slowable, "source-dies")).isEqualTo("none");
      assertThat(reason(slowable, "ccr-limit")).isEqualTo("none");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void theLimitRowFailsOneControllerMoreThanTheTargetMayReset(int limit) {
    Scenario row = ScenarioLibrary.find("ccr-limit").orElseThrow();
    Scenario at = LimitRow.at(row, limit);
    assertThat(at.paths()).hasSize(limit + 2);
    assertThat(at.target().ccrLimit()).isEqualTo(limit);
    assertThat(ReportRow.expected(at))
        .anySatisfy(each -> assertThat(each).contains("exactly " + limit, "ccr-issued"))
        .anySatisfy(each -> assertThat(each).contains("nvme" + (4 + limit), "hold"));
    assertThat(
            at.faults().stream().filter(fault -> fault.fault().command().contains("stall")).count())
        .isEqualTo(limit + 1);
  }

  @Test
  void aResetIsWatchedFromOutsideAndWhatOnlyTheTargetKnowsIsNotChecked() {
    try (RemoteBench bench = new RemoteBench(WITH_ALL)) {
      ReportRow row = report(features(bench, null), SIMPLE).rows().getFirst();

      assertThat(row.verdict()).as("%s %s", row.reason(), row.missed()).isEqualTo(RowVerdict.PASS);
      assertThat(row.notes())
          .anySatisfy(note -> assertThat(note).contains("No write was held", "--slow-hint-before"))
          .anySatisfy(
              note -> assertThat(note).contains("the host cannot see", "target-ccr-accepted"));
      assertThat(row.expected())
          .as("T of this target: 2 x 2 s + 1 s")
          .anySatisfy(each -> assertThat(each).contains("timeoutMillis = 5000"));
      assertThat(row.again()).startsWith("fenceline report --rows simple").contains("--target");
    }
  }

  @Test
  void theCommandsThatMakeItsWritesWaitRunAroundTheFailure(@TempDir Path folder) throws Exception {
    Path log = folder.resolve("log");
    SlowHint hint = new SlowHint("echo before >> " + log, "echo after >> " + log);
    try (RemoteBench bench = new RemoteBench(WITH_ALL)) {
      ReportRow row = report(features(bench, AREA, hint), SIMPLE).rows().getFirst();

      assertThat(row.verdict()).as("%s %s", row.reason(), row.missed()).isEqualTo(RowVerdict.PASS);
      assertThat(row.notes()).noneSatisfy(note -> assertThat(note).contains("No write was held"));
      assertThat(Files.readAllLines(log))
          .as("on a busy machine the row may be run again")
          .startsWith("before", "after")
          .endsWith("before", "after");
    }
  }

  @Test
  void aRowAboutLateWritesSaysNothingOfATargetWhoseWritesWereNotMadeToWait() {
    Scenario late =
        row(
            """
            "id": "late",
            "faults": [{"fault": "slow-write", "controller": 1, "takes": "2 s", "at": "100 ms",
                        "until": "200 ms"}],
            "expectations": [{"expectation": "fenced-by", "controller": "nvme3", "by": "hold"}]
            """);
    try (RemoteBench bench = new RemoteBench(WITH_ALL)) {
      ReportRow row =
          report(features(bench, AREA, new SlowHint("true", "true")), late).rows().getFirst();

      assertThat(row.verdict()).isEqualTo(RowVerdict.NOT_APPLICABLE);
      assertThat(row.reason()).contains("writes that wait for 2 s", "--slow-hint-before");
    }
  }

  @Test
  void aCommandThatFailsIsNamedWithWhatItSaidAndTheOtherRunsAllTheSame(@TempDir Path folder)
      throws Exception {
    Path log = folder.resolve("log");
    SlowHint hint = new SlowHint("echo no such device; exit 7", "echo after >> " + log);
    try (RemoteBench bench = new RemoteBench(WITH_ALL)) {
      ReportRow row = report(features(bench, AREA, hint), SIMPLE).rows().getFirst();

      assertThat(row.verdict()).isEqualTo(RowVerdict.NOT_APPLICABLE);
      assertThat(row.reason())
          .contains("--slow-hint-before", "ended with status 7", "no such device");
      assertThat(Files.readAllLines(log)).containsExactly("after");
    }
  }

  @Test
  void aRowAboutLostDataPassesAtATargetThatLosesNoneAndSaysWhatItMayLeadTo() {
    try (RemoteBench bench = new RemoteBench(WITH_ALL)) {
      ReportRow row = report(features(bench, AREA), LOSING).rows().getFirst();

      assertThat(row.verdict()).isEqualTo(RowVerdict.PASS);
      assertThat(row.data()).isEqualTo("intact");
      assertThat(row.expectedData()).isEqualTo("intact or corrupt");
    }
  }

  @Test
  void theRestRunsAgainstItAndTheReportNamesTheTarget() {
    try (RemoteBench bench = new RemoteBench(WITHOUT)) {
      TestReport report =
          report(features(bench, null), ScenarioLibrary.find("ccr").orElseThrow(), SHORT);

      assertThat(report.rows())
          .extracting(ReportRow::verdict)
          .containsExactly(RowVerdict.NOT_APPLICABLE, RowVerdict.PASS);
      assertThat(MarkdownReport.write(report)).contains("CCRL 0", RemoteBench.NQN);
    }
  }
}
