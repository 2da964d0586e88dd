package dev.fenceline.report;

import dev.fenceline.scenario.Scenario;
import dev.fenceline.timeline.Text;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The whole report.
 *
 * @param environment with what it was made
 * @param rows its tests, in the order in which they were asked for
 */
public record TestReport(Environment environment, List<ReportRow> rows) {
  static final String TITLE = "NVMe/TCP path failure recovery: test report";

  public TestReport {
    rows = List.copyOf(rows);
  }

  /** Whether no test failed. */
  public boolean isGood() {
    return count(RowVerdict.FAIL) == 0;
  }

  /** How many rows came to a verdict. */
  public long count(RowVerdict verdict) {
    return rows.stream().filter(row -> row.verdict() == verdict).count();
  }

  /** Such as {@code 13 tests: 12 passed, 1 failed, 0 not applicable}. */
  public String counts() {
    return Text.count(rows.size(), "test")
        + ": "
        + Stream.of(RowVerdict.values())
            .map(verdict -> count(verdict) + " " + verdict.words())
            .collect(Collectors.joining(", "));
  }

  /** The rows of a group, in order. */
  List<ReportRow> rows(Scenario.Group group) {
    return rows.stream().filter(row -> row.scenario().group() == group).toList();
  }

  /** What a group is called. */
  public static String title(Scenario.Group group) {
    return switch (group) {
      case MAIN -> "Main scenarios";
      case TARGETED -> "Targeted tests";
      case FURTHER -> "Further cases";
      case OWN -> "Own scenarios";
    };
  }
}
