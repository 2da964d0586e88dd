package dev.fenceline.report;

import static dev.fenceline.report.HtmlParts.Column.number;
import static dev.fenceline.report.HtmlParts.Column.words;
import static j2html.TagCreator.a;
import static j2html.TagCreator.attrs;
import static j2html.TagCreator.code;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.h4;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.tr;
import static j2html.TagCreator.ul;

import dev.fenceline.event.Finding.Severity;
import dev.fenceline.exchange.kernellog.KernelLine;
import dev.fenceline.exchange.kernellog.KernelLogWriter;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.recovery.Recovery;
import j2html.tags.DomContent;
import java.util.List;

/** One test as a section of the HTML document. */
final class HtmlRow {
  /** The largest number of kernel log lines that are shown. The rest is in the run itself. */
  private static final int LOG_LINES_MAX = 60;

  /** The largest number of findings of one kind that are shown. All are counted. */
  private static final int FINDINGS_MAX = 6;

  private static final List<HtmlParts.Column> COLUMNS =
      List.of(
          words("Controller"),
          number("Path fails at"),
          number("Detected at"),
          words("By"),
          number("Detection"),
          number("Fencing"),
          words("Fenced by"),
          number("of it hold"),
          number("I/O outage"),
          number("Writes held"),
          number("Reconnect"),
          number("Path outage"));

  private HtmlRow() {}

  static DomContent of(ReportRow row, HtmlPlayer player) {
    Evidence evidence = row.evidence();
    return section(
            attrs(".row"),
            heading(row),
            p(row.scenario().summary()),
            evidence == null
                ? p("Not applicable: " + row.reason() + ".")
                : each(each(row.notes(), note -> p(note)), missed(row), times(evidence.outages())),
            div(
                attrs(".columns"),
                div(expected(row), evidence == null ? each() : seen(row, evidence)),
                div(h4("Configuration"), HtmlParts.facts(Setup.of(row)))),
            evidence == null
                ? each()
                : each(
                    pictures(row, evidence, player), findings(evidence), log(evidence.kernelLog())))
        .withId(row.scenario().id());
  }

  private static DomContent heading(ReportRow row) {
    return div(
        attrs(".heading"),
        h3(code(row.scenario().id()), text(" " + row.scenario().title())),
        HtmlParts.badge(row),
        a(attrs(".top"), "All tests").withHref("#top"));
  }

  private static DomContent missed(ReportRow row) {
    if (row.verdict() != RowVerdict.FAIL) {
      return each();
    }
    return div(
        attrs(".missed"),
        h4("What was not as expected"),
        row.missed().isEmpty() ? p("Data: " + row.data() + ".") : list(row.missed()));
  }

  private static DomContent list(List<LocatedFinding> findings) {
    return ul(
        each(findings.subList(0, Math.min(findings.size(), FINDINGS_MAX)), HtmlRow::item),
        iff(
            findings.size() > FINDINGS_MAX,
            li("and " + Text.count(findings.size() - FINDINGS_MAX, "more finding"))));
  }

  private static DomContent item(LocatedFinding found) {
    String where = found.place();
    return where.isEmpty()
        ? li(found.finding().text())
        : li(text(found.finding().text() + " "), span(attrs(".where"), "At %s.".formatted(where)));
  }

  private static DomContent times(List<Outage> outages) {
    return outages.isEmpty()
        ? each()
        : div(
            attrs(".scroll"), table(HtmlParts.head(COLUMNS), tbody(each(outages, HtmlRow::times))));
  }

  private static DomContent times(Outage outage) {
    Recovery recovery = outage.recovery();
    return tr(
        td(code(recovery.controller())),
        numberCell(OutageText.time(recovery.failedNanos())),
        numberCell(OutageText.time(recovery.detectedNanos())),
        td(recovery.trigger()),
        numberCell(OutageText.time(outage.detectionNanos())),
        numberCell(OutageText.fencing(outage)),
        td(OutageText.fencedBy(outage)),
        numberCell(OutageText.time(outage.holdNanos())),
        numberCell(OutageText.time(outage.ioOutageNanos())),
        numberCell(OutageText.count(recovery.writesHeld())),
        numberCell(OutageText.reconnected(outage)),
        numberCell(OutageText.time(outage.totalNanos())));
  }

  private static DomContent numberCell(String value) {
    return td(attrs(".num"), value);
  }

  private static DomContent expected(ReportRow row) {
    return each(
        h4(row.verdict() == RowVerdict.PASS ? "Expected, and seen" : "Expected"),
        ul(each(row.expected(), expected -> li(expected))));
  }

  private static DomContent seen(ReportRow row, Evidence evidence) {
    return each(
        h4("Data: " + row.data()),
        p(attrs(".where"), row.dataCounts()),
        evidence.done().isEmpty()
            ? each()
            : each(
                h4("What was done to it"),
                HtmlParts.facts(evidence.done().stream().map(Intervention::fact).toList())));
  }

  private static DomContent pictures(ReportRow row, Evidence evidence, HtmlPlayer player) {
    return div(
        attrs(".timeline"),
        h4("Timeline, seed " + row.seed()),
        player.button(evidence.page()),
        div(attrs(".picture.light"), rawHtml(evidence.light())),
        div(attrs(".picture.dark"), rawHtml(evidence.dark())));
  }

  private static DomContent findings(Evidence evidence) {
    return each(
        findings("How data was lost", evidence.findings(Severity.CORRUPTION)),
        findings("Warnings", evidence.findings(Severity.WARNING)),
        findings("Remarks", evidence.findings(Severity.INFO)));
  }

  private static DomContent findings(String title, List<LocatedFinding> findings) {
    return findings.isEmpty() ? each() : each(h4(title), list(findings));
  }

  private static DomContent log(List<KernelLine> lines) {
    if (lines.isEmpty()) {
      return each();
    }
    String shown = KernelLogWriter.toText(lines.subList(0, Math.min(lines.size(), LOG_LINES_MAX)));
    String more =
        lines.size() > LOG_LINES_MAX
            ? "... and " + Text.count(lines.size() - LOG_LINES_MAX, "more line") + "\n"
            : "";
    return each(h4("Kernel log of the host"), pre(shown + more));
  }
}
