package dev.fenceline.app.report;

import dev.fenceline.report.LocatedFinding;
import dev.fenceline.report.Outage;
import dev.fenceline.report.OutageText;
import dev.fenceline.report.ReportRow;
import dev.fenceline.report.RowVerdict;
import dev.fenceline.timeline.Text;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The texts of the columns for a test. If several paths failed, each time column has one line for
 * each of them.
 *
 * @param result glyph and word
 * @param tone the colour of the result
 * @param detection the time from the failure of the path until the host detected it
 * @param fencing how long fencing took
 * @param fencedBy how fencing ended
 * @param outage how long I/O was interrupted
 * @param reconnect how long reconnecting took
 * @param seen the verdict on the data, or the first missed expectation, or why the test does not
 *     apply
 */
public record ReportCells(
    String result,
    Tone tone,
    String detection,
    String fencing,
    String fencedBy,
    String outage,
    String reconnect,
    String seen) {

  /** The colour of a result. */
  public enum Tone {
    PLAIN,
    GOOD,
    BAD
  }

  /** Returns the columns of a test in the given state. */
  static ReportCells of(ReportTest.State state) {
    return switch (state) {
      case ReportTest.State.NotRun _ -> plain("not run", "");
      case ReportTest.State.Waiting _ -> plain("\u2026 waiting", "");
      case ReportTest.State.Done(ReportRow row) when row.evidence() == null ->
          plain("\u2013 not applicable", row.reason());
      case ReportTest.State.Done(ReportRow row) -> ran(row);
    };
  }

  private static ReportCells plain(String result, String seen) {
    return new ReportCells(result, Tone.PLAIN, "", "", "", "", "", seen);
  }

  private static ReportCells ran(ReportRow row) {
    List<Outage> outages = row.evidence() == null ? List.of() : row.evidence().outages();
    boolean passed = row.verdict() == RowVerdict.PASS;
    return new ReportCells(
        (passed ? "\u2713 " : "\u2717 ") + row.verdict().words(),
        passed ? Tone.GOOD : Tone.BAD,
        lines(outages, outage -> OutageText.time(outage.detectionNanos())),
        lines(outages, OutageText::fencing),
        lines(outages, OutageText::fencedBy),
        lines(outages, outage -> OutageText.time(outage.ioOutageNanos())),
        lines(outages, outage -> OutageText.time(outage.reconnectNanos())),
        passed ? dataAndFindings(row) : missed(row));
  }

  private static String lines(List<Outage> outages, Function<Outage, String> words) {
    return outages.stream().map(words).collect(Collectors.joining("\n"));
  }

  private static String dataAndFindings(ReportRow row) {
    int findings = row.evidence() == null ? 0 : row.evidence().findings().size();
    return row.data() + (findings == 0 ? "" : ", " + Text.count(findings, "finding"));
  }

  private static String missed(ReportRow row) {
    return row.missed().isEmpty() ? "data " + row.data() : sentence(row.missed().getFirst());
  }

  /** Returns a finding and its location in one sentence. */
  static String sentence(LocatedFinding found) {
    String place = found.place();
    return found.finding().text() + (place.isEmpty() ? "" : " At " + place + ".");
  }
}
