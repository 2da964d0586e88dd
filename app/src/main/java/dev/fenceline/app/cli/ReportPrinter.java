package dev.fenceline.app.cli;

import dev.fenceline.report.LocatedFinding;
import dev.fenceline.report.Outage;
import dev.fenceline.report.ReportRow;
import dev.fenceline.report.RowVerdict;
import dev.fenceline.report.TestReport;
import dev.fenceline.timeline.Text;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Prints a report as a table for a terminal: one line for each test, followed by the expectations
 * it missed.
 */
final class ReportPrinter {
  private static final String LINE = "%-*s  %-14s  %-24s  %10s  %10s";

  private ReportPrinter() {}

  static void print(TestReport report, PrintWriter out) {
    int width =
        report.rows().stream().mapToInt(row -> row.scenario().id().length()).max().orElse(4);
    String format = LINE.replace("*", Integer.toString(Math.max(4, width)));
    out.printf(format + "%n", "test", "result", "data", "fencing", "I/O outage");
    for (ReportRow row : report.rows()) {
      String line =
          row.verdict() == RowVerdict.NOT_APPLICABLE
              ? format.formatted(row.scenario().id(), row.verdict().words(), row.reason(), "", "")
              : format.formatted(
                  row.scenario().id(),
                  row.verdict().words(),
                  row.data(),
                  longest(row, Outage::fencingNanos),
                  longest(row, Outage::ioOutageNanos));
      out.println(line.stripTrailing());
      for (LocatedFinding missed : row.missed()) {
        out.println("  " + missed.finding().text());
      }
    }
    out.printf("%n%s%n", report.counts());
    out.flush();
  }

  /** Returns the longest of the outages of a row; a dash if there is none. */
  private static String longest(ReportRow row, Function<Outage, OptionalLong> time) {
    List<Outage> outages =
        Optional.ofNullable(row.evidence()).map(evidence -> evidence.outages()).orElse(List.of());
    return outages.stream()
        .map(time)
        .filter(OptionalLong::isPresent)
        .map(OptionalLong::getAsLong)
        .max(Comparator.naturalOrder())
        .map(Text::moment)
        .orElse("-");
  }
}
