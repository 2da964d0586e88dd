package dev.fenceline.report;

import dev.fenceline.event.Finding.Severity;
import dev.fenceline.event.Verdict;
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
 * @param scenario what was to be run
 * @param seed with which it was
 * @param verdict what it came to
 * @param reason why it is not applicable; else empty
 * @param notes in what the run differs from the row, one sentence each
 * @param mayLoseData whether lost data is what the row is about, and no fault of the target
 * @param again how a person runs it again; empty if it did not run
 * @param evidence what the run left; null if it did not run
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
  private static final String EXPECTATION = "expectation";

  public ReportRow {
    notes = List.copyOf(notes);
  }

  /**
   * The row of a run that has ended.
   *
   * @param scenario what ran
   * @param asked in what it differs from the row
   */
  static ReportRow ran(Scenario scenario, long seed, AtTarget asked, Timeline timeline) {
    Evidence evidence = Evidence.of(scenario.id(), scenario.title(), timeline);
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

  /** The row of a test that the target rules out. */
  static ReportRow notApplicable(Scenario scenario, long seed, String reason) {
    return new ReportRow(
        scenario, seed, RowVerdict.NOT_APPLICABLE, reason, List.of(), false, "", null);
  }

  /** Whether an expectation is that nothing is lost. */
  static boolean isIntact(Expectation.DataIs data) {
    return data.verdict().equals(Verdict.INTACT.word());
  }

  /** Whether the host was told of a reset that was done before it asked. */
  boolean hasImmediateReset() {
    return evidence != null && evidence.immediateReset();
  }

  /** How long the host waited for the write that took longest; 0 if the row did not run. */
  long longestWriteNanos() {
    return evidence == null ? 0 : evidence.longestWriteNanos();
  }

  /** Whether nothing but expectations of the row were missed. */
  boolean missesOnlyExpectations() {
    return evidence != null
        && evidence.summary().verdict() != Verdict.CORRUPT
        && missed().stream().allMatch(found -> found.finding().rule().equals(EXPECTATION));
  }

  private static Optional<String> expectedData(Scenario scenario) {
    return scenario.expectations().stream()
        .filter(Expectation.DataIs.class::isInstance)
        .map(expectation -> ((Expectation.DataIs) expectation).verdict())
        .findFirst();
  }

  /** What was expected, one sentence each. */
  public List<String> expected() {
    return expected(scenario);
  }

  /** What a scenario expects, one sentence each. */
  public static List<String> expected(Scenario scenario) {
    return scenario.expectations().stream().map(ExpectationWords::of).toList();
  }

  /** What was seen of the same, one sentence each; none if it did not run. */
  public List<String> seen() {
    if (evidence == null) {
      return List.of();
    }
    List<String> sentences = new ArrayList<>();
    sentences.add("data " + evidence.summary().verdict().word());
    evidence.outages().forEach(outage -> sentences.add(Columns.sentence(outage)));
    return List.copyOf(sentences);
  }

  /** What was expected of the data: a verdict's word; intact where the scenario does not say. */
  public String expectedData() {
    String intact = Verdict.INTACT.word();
    return mayLoseData
        ? intact + " or " + Verdict.CORRUPT.word()
        : expectedData(scenario).orElse(intact);
  }

  /** Each expectation that was missed and each invariant that was broken, and where. */
  public List<LocatedFinding> missed() {
    return evidence == null ? List.of() : evidence.findings(Severity.BREACH);
  }

  /** What became of the data, beside what was expected: {@code corrupt, as expected}. */
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

  /** What the integrity check (DI) counted. */
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
