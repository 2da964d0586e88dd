package dev.fenceline.app.report;

import dev.fenceline.report.LocatedFinding;
import dev.fenceline.report.ReportRow;
import dev.fenceline.report.RowVerdict;
import java.util.List;

/**
 * The details of one test.
 *
 * @param summary what happens in it and what to look for
 * @param expected what must be true, one sentence each
 * @param seen what was seen, one sentence each
 * @param findings the findings of the checks, missed expectations first
 * @param note why there is no result; empty if there is one
 * @param canOpen whether it has a timeline
 */
public record ReportDetail(
    String title,
    String summary,
    List<String> expected,
    List<String> seen,
    List<Found> findings,
    String note,
    boolean canOpen) {

  /**
   * A finding that links to its place in the timeline.
   *
   * @param words what was found, and where
   * @param isBad whether it is a missed expectation
   */
  public record Found(LocatedFinding finding, String words, boolean isBad) {}

  /** Returns the details of a test. */
  static ReportDetail of(ReportTest test) {
    return switch (test.state().get()) {
      case ReportTest.State.NotRun _ -> without(test, "Not run yet.");
      case ReportTest.State.Waiting _ -> without(test, "No verdict yet.");
      case ReportTest.State.Done(ReportRow row) when row.verdict() == RowVerdict.NOT_APPLICABLE ->
          without(test, "Not applicable: " + row.reason() + ".");
      case ReportTest.State.Done(ReportRow row) -> of(test, row);
    };
  }

  private static ReportDetail without(ReportTest test, String note) {
    return new ReportDetail(
        test.title(),
        test.scenario().summary(),
        ReportRow.expected(test.scenario()),
        List.of(),
        List.of(),
        note,
        false);
  }

  private static ReportDetail of(ReportTest test, ReportRow row) {
    List<LocatedFinding> missed = row.missed();
    List<Found> findings =
        row.evidence() == null
            ? List.of()
            : row.evidence().findings().stream()
                .sorted(
                    (one, other) -> Boolean.compare(missed.contains(other), missed.contains(one)))
                .map(found -> new Found(found, ReportCells.sentence(found), missed.contains(found)))
                .toList();
    return new ReportDetail(
        test.title(), test.scenario().summary(), row.expected(), row.seen(), findings, "", true);
  }
}
