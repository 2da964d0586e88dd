package dev.fenceline.report;

import dev.fenceline.scenario.Scenario;
import dev.fenceline.timeline.Text;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The whole report.
 *
 * @param environment the environment in which it was made
 * @param rows its tests, in the order in which they were asked for
 */
public record TestReport(ReportEnvironment environment, List<ReportRow> rows) {
  static final String TITLE = "NVMe/TCP path failure recovery: test report";

  public TestReport {
    rows = List.copyOf(rows);
  }

  /** Reports whether no test failed. */
  public boolean isGood() {
    return count(RowVerdict.FAIL) == 0;
  }

  /** Returns the number of rows with a verdict. */
  public long count(RowVerdict verdict) {
    return rows.stream().filter(row -> row.verdict() == verdict).count();
  }

  /** Returns the counts, such as {@code 13 tests: 12 passed, 1 failed, 0 not applicable}. */
  public String counts() {
    return Text.count(rows.size(), "test")
        + ": "
        + Stream.of(RowVerdict.values())
            .map(verdict -> count(verdict) + " " + verdict.words())
            .collect(Collectors.joining(", "));
  }

  /** Returns the rows of a group, in order. */
  List<ReportRow> rows(Scenario.Group group) {
    return rows.stream().filter(row -> row.scenario().group() == group).toList();
  }

  /** Returns the title of a group. */
  public static String title(Scenario.Group group) {
    return switch (group) {
      case MAIN -> "Main scenarios";
      case TARGETED -> "Targeted tests";
      case FURTHER -> "Further cases";
      case OWN -> "Own scenarios";
    };
  }
}
