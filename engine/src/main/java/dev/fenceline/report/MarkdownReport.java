package dev.fenceline.report;

import dev.fenceline.event.Finding.Severity;
import dev.fenceline.exchange.kernellog.KernelLogWriter;
import dev.fenceline.exchange.table.MarkdownTable;
import dev.fenceline.exchange.table.MarkdownText;
import dev.fenceline.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;

/** Writes the report for a mailing list of developers: plain text that is also valid Markdown. */
public final class MarkdownReport {
  private final MarkdownText text = new MarkdownText();

  private MarkdownReport() {}

  /** Returns the whole text, ending with a line feed. */
  public static String write(TestReport report) {
    MarkdownReport markdown = new MarkdownReport();
    markdown.all(report);
    return markdown.text.toString();
  }

  private void all(TestReport report) {
    text.heading(1, TestReport.TITLE);
    text.paragraph(report.counts() + ".");
    facts(report.environment().facts());
    for (Scenario.Group group : Scenario.Group.values()) {
      List<ReportRow> rows = report.rows(group);
      if (!rows.isEmpty()) {
        text.heading(2, TestReport.title(group));
        table(rows);
      }
    }
    text.paragraph(
        "Data (DI): every block read back and checked. Detect: from the failure of the path "
            + "until the host knows. Fencing: from detection until fencing ended, by a reset "
            + "of the old instance or by time. Outage: from the failure until I/O continues.");
    report.rows().forEach(this::row);
  }

  private void table(List<ReportRow> rows) {
    MarkdownTable table =
        new MarkdownTable("test", "result", "data", "detect", "fencing", "outage");
    for (ReportRow row : rows) {
      String data = row.evidence() == null ? "" : row.evidence().summary().verdict().word();
      List<Outage> outages = row.evidence() == null ? List.of() : row.evidence().outages();
      if (outages.isEmpty()) {
        table.row(row.scenario().id(), row.verdict().words(), data, "", "", "");
      }
      for (int i = 0; i < outages.size(); i++) {
        Outage outage = outages.get(i);
        boolean first = i == 0;
        table.row(
            first ? row.scenario().id() : "",
            first ? row.verdict().words() : "",
            first ? data : "",
            OutageText.time(outage.detectionNanos()),
            OutageText.fencedByShort(outage)
                + (outage.fencingNanos().isEmpty() ? "" : " " + OutageText.fencing(outage)),
            OutageText.time(outage.ioOutageNanos()));
      }
    }
    text.table(table);
  }

  private void row(ReportRow row) {
    text.heading(2, "%s: %s".formatted(row.scenario().id(), row.verdict().words()));
    text.paragraph(row.scenario().summary());
    Evidence evidence = row.evidence();
    if (evidence == null) {
      text.paragraph("Not applicable: " + row.reason() + ".");
      return;
    }
    row.notes().forEach(text::paragraph);
    facts(facts(row));
    facts(evidence.done().stream().map(Intervention::fact).toList());
    missed(row);
    evidence.outages().forEach(outage -> text.item(OutageText.sentence(outage)));
    if (!evidence.outages().isEmpty()) {
      text.end();
    }
    List<LocatedFinding> lost = evidence.findings(Severity.CORRUPTION);
    if (!lost.isEmpty()) {
      text.paragraph("First loss of data: " + lost.getFirst().finding().text());
    }
    log(evidence);
  }

  private static List<Fact> facts(ReportRow row) {
    List<Fact> facts = new ArrayList<>(Setup.of(row));
    facts.add(new Fact("Data", row.data() + " (" + row.dataCounts() + ")"));
    return facts;
  }

  private void missed(ReportRow row) {
    for (LocatedFinding found : row.missed()) {
      String where = found.place();
      text.item(found.finding().text() + (where.isEmpty() ? "" : " At " + where + "."));
    }
    if (!row.missed().isEmpty()) {
      text.end();
    }
  }

  private void log(Evidence evidence) {
    if (!evidence.kernelLog().isEmpty()) {
      text.code(KernelLogWriter.toText(evidence.kernelLog()));
    }
  }

  private void facts(List<Fact> facts) {
    for (Fact fact : facts) {
      text.item(fact.name() + ": " + fact.value());
    }
    if (!facts.isEmpty()) {
      text.end();
    }
  }
}
