package dev.fenceline.report;

import dev.fenceline.event.Finding.Severity;
import dev.fenceline.event.value.Rule;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.scenario.Expectation;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One test of the report.
 *
 * @param scenario the scenario to be run
 * @param seed the seed with which it ran
 * @param verdict the verdict
 * @param reason why it is not applicable, or empty if it is
 * @param notes how the run differs from the row, one sentence each
 * @param mayLoseData whether the row is about lost data, which is then no fault of the target
 * @param again how a user runs it again, or empty if it did not run
 * @param evidence the evidence of the run, or null if it did not run
 */
public record ReportRow(
    Scenario scenario,
    long seed,
    RowVerdict verdict,
    String reason,
    List<String> notes,
    boolean mayLoseData,
    String again,
    @Nullable Evidence evidence) {

  public ReportRow {
    notes = List.copyOf(notes);
  }

  /**
   * Returns the row of a run that has ended.
   *
   * @param scenario the scenario that ran
   * @param asked how it differs from the row
   */
  static ReportRow ran(Scenario scenario, long seed, TargetRow asked, Timeline timeline) {
    Evidence evidence = Evidence.of(scenario, seed, timeline);
    boolean unexpectedLoss =
        evidence.summary().verdict() == Verdict.CORRUPT
            && expectedData(scenario).isEmpty()
            && !asked.mayLoseData();
    boolean passed = evidence.summary().breaches() == 0 && !unexpectedLoss;
    return new ReportRow(
        scenario,
        seed,
        passed ? RowVerdict.PASS : RowVerdict.FAIL,
        "",
        asked.notes(),
        asked.mayLoseData(),
        asked.again(),
        evidence);
  }

  /** Returns the row of a test that the target rules out. */
  static ReportRow notApplicable(Scenario scenario, long seed, String reason) {
    return new ReportRow(
        scenario, seed, RowVerdict.NOT_APPLICABLE, reason, List.of(), false, "", null);
  }

  /** Reports whether the host was notified of a reset that was done before it asked. */
  boolean hasImmediateReset() {
    return evidence != null && evidence.immediateReset();
  }

  /** Returns the longest time that the host waited for a write, or 0 if the row did not run. */
  long longestWriteNanos() {
    return evidence == null ? 0 : evidence.longestWriteNanos();
  }

  /** Reports whether the row missed expectations only. */
  boolean missesOnlyExpectations() {
    return evidence != null
        && evidence.summary().verdict() != Verdict.CORRUPT
        && missed().stream().allMatch(found -> found.finding().rule() == Rule.Run.EXPECTATION);
  }

  private static Optional<String> expectedData(Scenario scenario) {
    return scenario.expectations().stream()
        .filter(Expectation.DataIs.class::isInstance)
        .map(expectation -> ((Expectation.DataIs) expectation).verdict())
        .findFirst();
  }

  /** Returns what was expected, one sentence each. */
  public List<String> expected() {
    return expected(scenario);
  }

  /** Returns what a scenario expects, one sentence each. */
  public static List<String> expected(Scenario scenario) {
    return scenario.expectations().stream().map(ExpectationText::of).toList();
  }

  /** Returns what was seen for each expectation, one sentence each, or none if it did not run. */
  public List<String> seen() {
    if (evidence == null) {
      return List.of();
    }
    List<String> sentences = new ArrayList<>();
    sentences.add("data " + evidence.summary().verdict().word());
    evidence.outages().forEach(outage -> sentences.add(OutageText.sentence(outage)));
    return List.copyOf(sentences);
  }

  /** Returns the expected verdict on the data: intact if the scenario does not say. */
  public String expectedData() {
    String intact = Verdict.INTACT.word();
    return mayLoseData
        ? intact + " or " + Verdict.CORRUPT.word()
        : expectedData(scenario).orElse(intact);
  }

  /** Returns each missed expectation and each broken invariant, with its place. */
  public List<LocatedFinding> missed() {
    return evidence == null ? List.of() : evidence.findings(Severity.BREACH);
  }

  /** Returns the verdict on the data beside the expected one: {@code corrupt, as expected}. */
  public String data() {
    if (evidence == null) {
      return "";
    }
    String seen = evidence.summary().verdict().word();
    if (mayLoseData) {
      return seen.equals(Verdict.CORRUPT.word()) ? seen + ", which this row may lead to" : seen;
    }
    if (!seen.equals(expectedData())) {
      return expectedData(scenario).isEmpty() && evidence.summary().verdict() == Verdict.UNKNOWN
          ? "not checked"
          : "%s, expected %s".formatted(seen, expectedData());
    }
    return evidence.summary().verdict() == Verdict.INTACT ? seen : seen + ", as expected";
  }

  /** Returns what the integrity check (DI) counted. */
  String dataCounts() {
    if (evidence == null) {
      return "";
    }
    return "%s checked, %s, %s"
        .formatted(
            Text.count(evidence.summary().blocksChecked(), "block"),
            Text.count(evidence.summary().writes(), "write"),
            Text.count(evidence.summary().corruptions(), "corruption"));
  }
}
