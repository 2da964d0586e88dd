package dev.fenceline.report;

import dev.fenceline.scenario.Scenario;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The report as one self-contained HTML document: style sheet and pictures are included, and it has
 * no script and no external reference. It follows the reader's light or dark setting; on paper it
 * is light, with one test on each page.
 */
public final class HtmlReport {
  private static final String STYLE = "report.css";
  private static final int COLUMNS = 10;

  private HtmlReport() {}

  /** Returns the whole document. */
  public static String write(TestReport report) {
    Html html = new Html();
    html.raw("<!DOCTYPE html>\n");
    html.open("html lang=\"en\"").open("head");
    html.raw("<meta charset=\"utf-8\"/>\n");
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
    html.element("title", TestReport.TITLE + ", " + report.environment().date());
    html.wrapped("style", "\n" + style());
    html.close("head").open("body");
    summary(html, report);
    for (Scenario.Group group : Scenario.Group.values()) {
      report.rows(group).forEach(row -> HtmlRow.add(html, row));
    }
    html.close("body").close("html");
    return html.toString();
  }

  private static void summary(Html html, TestReport report) {
    html.open("header id=\"top\"");
    html.element("h1", TestReport.TITLE);
    String good = report.isGood() ? "pass" : "fail";
    html.element("p class=\"counts " + good + "\"", report.counts());
    HtmlParts.facts(html, report.environment().facts());
    html.close("header");
    table(html, report);
    legend(html);
  }

  private static void table(Html html, TestReport report) {
    html.open("div class=\"scroll\"").open("table class=\"summary\"").open("thead").open("tr");
    html.element("th", "Test").element("th", "").element("th", "Result").element("th", "Data (DI)");
    html.element("th class=\"num\"", "Detection").element("th class=\"num\"", "Fencing");
    html.element("th", "Fenced by").element("th class=\"num\"", "I/O outage");
    html.element("th class=\"num\"", "Reconnect").element("th class=\"num\"", "Path outage");
    html.close("tr").close("thead");
    for (Scenario.Group group : Scenario.Group.values()) {
      List<ReportRow> rows = report.rows(group);
      if (!rows.isEmpty()) {
        html.open("tbody").open("tr");
        html.wrapped(
            "th colspan=\"%d\" class=\"group\" scope=\"rowgroup\"".formatted(COLUMNS),
            "<h2>" + TestReport.title(group) + "</h2>");
        html.close("tr");
        rows.forEach(row -> line(html, row));
        html.close("tbody");
      }
    }
    html.close("table").close("div");
  }

  private static void line(Html html, ReportRow row) {
    html.open("tr");
    html.wrapped("td", link(row));
    html.element("td", row.scenario().title());
    html.wrapped("td", HtmlParts.badge(row));
    html.element(row.verdict() == RowVerdict.FAIL ? "td class=\"bad\"" : "td", row.data());
    if (row.evidence() == null) {
      html.element("td colspan=\"6\" class=\"sub\"", row.reason());
    } else if (row.evidence().outages().isEmpty()) {
      html.element("td colspan=\"6\" class=\"sub\"", "no path fails in this test");
    } else {
      times(html, row.evidence().outages());
    }
    html.close("tr");
  }

  private static void times(Html html, List<Outage> outages) {
    number(html, outages, outage -> Columns.time(outage.detectionNanos()));
    number(html, outages, Columns::fencing);
    html.wrapped("td class=\"nowrap\"", lines(outages, Columns::fencedBy));
    number(html, outages, outage -> Columns.time(outage.ioOutageNanos()));
    number(html, outages, outage -> Columns.time(outage.reconnectNanos()));
    number(html, outages, outage -> Columns.time(outage.totalNanos()));
  }

  private static void number(Html html, List<Outage> outages, Function<Outage, String> value) {
    html.wrapped("td class=\"num\"", lines(outages, value));
  }

  /** Returns one line for each outage. */
  private static String lines(List<Outage> outages, Function<Outage, String> value) {
    return outages.stream().map(value).map(Html::escape).collect(Collectors.joining("<br/>"));
  }

  private static String link(ReportRow row) {
    String id = Html.escape(row.scenario().id());
    return "<a href=\"#%s\"><code>%s</code></a>".formatted(id, id);
  }

  private static void legend(Html html) {
    html.element("h2", "What is measured");
    html.open("dl");
    for (Fact fact : Legend.FACTS) {
      html.element("dt", fact.name()).element("dd", fact.value());
    }
    html.close("dl");
  }

  private static String style() {
    try (InputStream in = HtmlReport.class.getResourceAsStream(STYLE)) {
      if (in == null) {
        throw new IllegalStateException(STYLE + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
