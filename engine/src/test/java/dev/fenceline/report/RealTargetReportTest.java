package dev.fenceline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.lab.LabTarget;
import dev.fenceline.lab.RemoteBench;
import dev.fenceline.lab.RemoteScenario;
import dev.fenceline.lab.TargetProbe;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.scenario.TargetSettings;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The report against a target that is there already. */
@Timeout(120)
class RealTargetReportTest {
  private static final Instant WHEN = Instant.parse("2026-04-01T09:30:00Z");

  /** A row that any target can be asked, and that lasts less than a second. */
  private static final Scenario SHORT =
      ScenarioReader.read(
          """
          {"id": "short", "title": "Short",
           "workload": {"period": "20 ms", "jitter": "2 ms", "stopAfterRecovery": "100 ms"},
           "expectations": [{"expectation": "data-is", "verdict": "intact"}]}
          """,
          "test");

  /** A row that only makes sense where something is written. */
  private static final Scenario LOSING =
      ScenarioReader.read(
          """
          {"id": "losing", "title": "Losing",
           "expectations": [{"expectation": "data-is", "verdict": "corrupt"}]}
          """,
          "test");

  private static TargetFeatures.Real features(
      RemoteBench bench, RemoteScenario.@Nullable Area area) {
    TargetSettings found =
        new TargetProbe(RemoteBench.IDENTITY).identify(bench.addresses, RemoteBench.NQN);
    return new TargetFeatures.Real(
        new LabTarget.Remote(bench.addresses, false), found, RemoteBench.IDENTITY, area);
  }

  private static String reason(TargetFeatures features, String scenario) {
    return features.rulesOut(ScenarioLibrary.find(scenario).orElseThrow()).orElse("none");
  }

  @Test
  void eachRowThatATargetWithoutFencingCannotBeAskedSaysWhy() {
    try (RemoteBench bench = new RemoteBench("\"cqt\": \"0 s\", \"ccrLimit\": 0")) {
      TargetFeatures features = features(bench, null);

      assertThat(reason(features, "ccr")).contains("CCRL 0");
      assertThat(reason(features, "hold")).contains("CQT 0");
      assertThat(reason(features, "baseline")).contains("slow-write", "inside of the target");
      assertThat(reason(features, "send-queue")).contains("command-received");
      assertThat(features.rulesOut(LOSING).orElse("none")).contains("no blocks were named");
      assertThat(reason(features, "path-faults")).isEqualTo("none");
      assertThat(reason(features, "steady")).isEqualTo("none");
    }
  }

  @Test
  void aTargetWithFencingRulesOutOnlyWhatLooksInsideOfIt() {
    try (RemoteBench bench = new RemoteBench("\"cqt\": \"5 s\", \"ccrLimit\": 4")) {
      TargetFeatures features = features(bench, new RemoteScenario.Area(1, 0, 7));

      assertThat(reason(features, "ccr")).contains("slow-write", "inside of the target");
      assertThat(reason(features, "identify-fields")).contains("instance-ready");
      assertThat(features.rulesOut(LOSING)).isEmpty();
    }
  }

  @Test
  void theRestRunsAgainstItAndTheReportNamesTheTarget() {
    try (RemoteBench bench = new RemoteBench("\"cqt\": \"0 s\", \"ccrLimit\": 0")) {
      TargetFeatures.Real features = features(bench, null);
      TestReport report =
          new ReportRun(
                  List.of(ScenarioLibrary.find("ccr").orElseThrow(), SHORT),
                  OptionalLong.empty(),
                  features,
                  (_, _, _) -> {})
              .run(Environment.real(features, "test", WHEN));

      assertThat(report.rows())
          .extracting(ReportRow::verdict)
          .containsExactly(RowVerdict.NOT_APPLICABLE, RowVerdict.PASS);
      assertThat(MarkdownReport.write(report)).contains("CCRL 0", RemoteBench.NQN);
    }
  }
}
