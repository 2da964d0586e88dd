package dev.fenceline.report;

import java.util.List;

/** Parts that the table of the HTML document and its sections share. */
final class HtmlParts {
  private HtmlParts() {}

  /** Returns the result of a row as a coloured badge. */
  static String badge(ReportRow row) {
    return "<span class=\"badge %s\">%s</span>"
        .formatted(row.verdict().key(), row.verdict().words());
  }

  /** Writes names and values as a table of two columns. */
  static void facts(Html html, List<Fact> facts) {
    html.open("table class=\"facts\"");
    for (Fact fact : facts) {
      html.open("tr").element("th", fact.name()).element("td", fact.value()).close("tr");
    }
    html.close("table");
  }
}
