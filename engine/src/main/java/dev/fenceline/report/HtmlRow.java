package dev.fenceline.report;

import dev.fenceline.event.Finding.Severity;
import dev.fenceline.exchange.kernellog.KernelLine;
import dev.fenceline.exchange.kernellog.KernelLogWriter;
import dev.fenceline.timeline.Recovery;
import dev.fenceline.timeline.Text;
import java.util.List;

/** One test as a section of the HTML document. */
final class HtmlRow {
  /** The largest number of kernel log lines that are shown. The rest is in the run itself. */
  private static final int LOG_LINES_MAX = 60;

  /** The largest number of findings of one kind that are shown. All are counted. */
  private static final int FINDINGS_MAX = 6;

  private final Html html;
  private final ReportRow row;

  private HtmlRow(Html html, ReportRow row) {
    this.html = html;
    this.row = row;
  }

  static void add(Html html, ReportRow row) {
    new HtmlRow(html, row).add();
  }

  private void add() {
    html.open("section class=\"row\" id=\"%s\"".formatted(Html.escape(row.scenario().id())));
    html.open("div class=\"heading\"");
    html.wrapped(
        "h3",
        "<code>%s</code> %s"
            .formatted(Html.escape(row.scenario().id()), Html.escape(row.scenario().title())));
    html.raw(HtmlParts.badge(row));
    html.raw("<a class=\"top\" href=\"#top\">All tests</a>\n").close("div");
    html.element("p", row.scenario().summary());
    Evidence evidence = row.evidence();
    if (evidence == null) {
      html.element("p", "Not applicable: " + row.reason() + ".");
    } else {
      row.notes().forEach(note -> html.element("p", note));
      missed();
      times(evidence.outages());
    }
    expectedAndConfigured();
    if (evidence != null) {
      pictures(evidence);
      findings(evidence);
      log(evidence.kernelLog());
    }
    html.close("section");
  }

  private void missed() {
    if (row.verdict() != RowVerdict.FAIL) {
      return;
    }
    html.open("div class=\"missed\"").element("h4", "What was not as expected");
    if (row.missed().isEmpty()) {
      html.element("p", "Data: " + row.data() + ".");
    } else {
      list(row.missed());
    }
    html.close("div");
  }

  private void list(List<LocatedFinding> findings) {
    html.open("ul");
    for (LocatedFinding found : findings.subList(0, Math.min(findings.size(), FINDINGS_MAX))) {
      String where = found.place();
      html.wrapped(
          "li",
          Html.escape(found.finding().text())
              + (where.isEmpty()
                  ? ""
                  : " <span class=\"where\">At %s.</span>".formatted(Html.escape(where))));
    }
    if (findings.size() > FINDINGS_MAX) {
      html.element("li", "and " + Text.count(findings.size() - FINDINGS_MAX, "more finding"));
    }
    html.close("ul");
  }

  private void times(List<Outage> outages) {
    if (outages.isEmpty()) {
      return;
    }
    html.open("div class=\"scroll\"").open("table").open("thead").open("tr");
    html.element("th", "Controller").element("th class=\"num\"", "Path fails at");
    html.element("th class=\"num\"", "Detected at").element("th", "By");
    html.element("th class=\"num\"", "Detection").element("th class=\"num\"", "Fencing");
    html.element("th", "Fenced by").element("th class=\"num\"", "of it hold");
    html.element("th class=\"num\"", "I/O outage").element("th class=\"num\"", "Writes held");
    html.element("th class=\"num\"", "Reconnect").element("th class=\"num\"", "Path outage");
    html.close("tr").close("thead").open("tbody");
    outages.forEach(this::times);
    html.close("tbody").close("table").close("div");
  }

  private void times(Outage outage) {
    Recovery recovery = outage.recovery();
    html.open("tr").wrapped("td", "<code>" + Html.escape(recovery.controller()) + "</code>");
    number(Columns.time(recovery.failedNanos()));
    number(Columns.time(recovery.detectedNanos()));
    html.element("td", recovery.trigger());
    number(Columns.time(outage.detectionNanos()));
    number(Columns.fencing(outage));
    html.element("td", Columns.fencedBy(outage));
    number(Columns.time(outage.holdNanos()));
    number(Columns.time(outage.ioOutageNanos()));
    number(Columns.count(recovery.writesHeld()));
    number(Columns.reconnected(outage));
    number(Columns.time(outage.totalNanos()));
    html.close("tr");
  }

  private void number(String value) {
    html.element("td class=\"num\"", value);
  }

  private void expectedAndConfigured() {
    html.open("div class=\"columns\"").open("div");
    html.element("h4", row.verdict() == RowVerdict.PASS ? "Expected, and seen" : "Expected");
    html.open("ul");
    row.expected().forEach(expected -> html.element("li", expected));
    html.close("ul");
    if (row.evidence() != null) {
      html.element("h4", "Data: " + row.data());
      html.element("p class=\"where\"", row.dataCounts());
    }
    if (row.evidence() != null && !row.evidence().done().isEmpty()) {
      html.element("h4", "What was done to it");
      HtmlParts.facts(html, row.evidence().done().stream().map(Intervention::fact).toList());
    }
    html.close("div").open("div").element("h4", "Configuration");
    HtmlParts.facts(html, Setup.of(row));
    html.close("div").close("div");
  }

  private void pictures(Evidence evidence) {
    html.open("div class=\"timeline\"").element("h4", "Timeline, seed " + row.seed());
    html.open("div class=\"picture light\"").raw(evidence.light()).close("div");
    html.open("div class=\"picture dark\"").raw(evidence.dark()).close("div");
    html.close("div");
  }

  private void findings(Evidence evidence) {
    section("How data was lost", evidence.findings(Severity.CORRUPTION));
    section("Warnings", evidence.findings(Severity.WARNING));
    section("Remarks", evidence.findings(Severity.INFO));
  }

  private void section(String title, List<LocatedFinding> findings) {
    if (!findings.isEmpty()) {
      html.element("h4", title);
      list(findings);
    }
  }

  private void log(List<KernelLine> lines) {
    if (lines.isEmpty()) {
      return;
    }
    html.element("h4", "Kernel log of the host");
    List<KernelLine> shown = lines.subList(0, Math.min(lines.size(), LOG_LINES_MAX));
    String more =
        lines.size() > LOG_LINES_MAX
            ? "... and " + Text.count(lines.size() - LOG_LINES_MAX, "more line") + "\n"
            : "";
    html.element("pre", KernelLogWriter.toText(shown) + more);
  }
}
