package dev.fenceline.report;

import static dev.fenceline.report.HtmlParts.Column.number;
import static dev.fenceline.report.HtmlParts.Column.words;
import static j2html.TagCreator.a;
import static j2html.TagCreator.attrs;
import static j2html.TagCreator.body;
import static j2html.TagCreator.br;
import static j2html.TagCreator.code;
import static j2html.TagCreator.dd;
import static j2html.TagCreator.div;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.head;
import static j2html.TagCreator.header;
import static j2html.TagCreator.html;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.style;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.title;
import static j2html.TagCreator.tr;

import dev.fenceline.page.HtmlPage;
import dev.fenceline.scenario.Scenario;
import j2html.tags.DomContent;
import j2html.tags.specialized.TdTag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/**
 * The report as one self-contained HTML document: style sheet, pictures and the player of the rows
 * are included, and it has no external reference. It can be read without its script. It follows the
 * reader's light or dark setting; on paper it is light, with one test on each page.
 */
public final class HtmlReport {
  private static final String STYLE = "report.css";
  private static final List<HtmlParts.Column> COLUMNS =
      List.of(
          words("Test"),
          words(""),
          words("Result"),
          words("Data (DI)"),
          number("Detection"),
          number("Fencing"),
          words("Fenced by"),
          number("I/O outage"),
          number("Reconnect"),
          number("Path outage"));

  /** The columns before the times. */
  private static final int COLUMNS_OF_RESULT = 4;

  private HtmlReport() {}

  /**
   * Returns the whole document.
   *
   * @param page plays the rows
   */
  public static String write(TestReport report, HtmlPage page) {
    HtmlPlayer player = new HtmlPlayer(page);
    DomContent document =
        html(
                head(
                    meta().withCharset("utf-8"),
                    player.policy(),
                    meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                    title(TestReport.TITLE + ", " + report.environment().date()),
                    style(rawHtml(styleSheet()))),
                body(
                    summary(report),
                    each(
                        List.of(Scenario.Group.values()),
                        group -> each(report.rows(group), row -> HtmlRow.of(row, player))),
                    player.end()))
            .withLang("en");
    return "<!DOCTYPE html>\n" + HtmlParts.markup(document) + "\n";
  }

  private static DomContent summary(TestReport report) {
    return each(
        header(
                h1(TestReport.TITLE),
                p(report.counts()).withClasses("counts", report.isGood() ? "pass" : "fail"),
                HtmlParts.facts(report.environment().facts()))
            .withId("top"),
        div(
            attrs(".scroll"),
            table(
                attrs(".summary"),
                HtmlParts.head(COLUMNS),
                each(
                    List.of(Scenario.Group.values()),
                    group -> group(TestReport.title(group), report.rows(group))))),
        h2("What is measured"),
        dl(each(Legend.FACTS, fact -> each(dt(fact.name()), dd(fact.value())))));
  }

  private static DomContent group(String title, List<ReportRow> rows) {
    return rows.isEmpty()
        ? each()
        : tbody(
            tr(
                th(attrs(".group"), h2(title))
                    .withColspan(Integer.toString(COLUMNS.size()))
                    .withScope("rowgroup")),
            each(rows, HtmlReport::line));
  }

  private static DomContent line(ReportRow row) {
    String id = row.scenario().id();
    return tr(
        td(a(code(id)).withHref("#" + id)),
        td(row.scenario().title()),
        td(HtmlParts.badge(row)),
        td(row.data()).withCondClass(row.verdict() == RowVerdict.FAIL, "bad"),
        times(row));
  }

  private static DomContent times(ReportRow row) {
    Evidence evidence = row.evidence();
    if (evidence == null) {
      return noTimes(row.reason());
    }
    List<Outage> outages = evidence.outages();
    return outages.isEmpty()
        ? noTimes("no path fails in this test")
        : each(
            lines(outages, outage -> OutageText.time(outage.detectionNanos())).withClass("num"),
            lines(outages, OutageText::fencing).withClass("num"),
            lines(outages, OutageText::fencedBy).withClass("nowrap"),
            lines(outages, outage -> OutageText.time(outage.ioOutageNanos())).withClass("num"),
            lines(outages, outage -> OutageText.time(outage.reconnectNanos())).withClass("num"),
            lines(outages, outage -> OutageText.time(outage.totalNanos())).withClass("num"));
  }

  private static DomContent noTimes(String why) {
    return td(attrs(".sub"), why).withColspan(Integer.toString(COLUMNS.size() - COLUMNS_OF_RESULT));
  }

  /** Returns a cell with one line for each outage. */
  private static TdTag lines(List<Outage> outages, Function<Outage, String> value) {
    return td(
        each(
            outages,
            (index, outage) -> {
              DomContent line = text(value.apply(outage));
              return index == 0 ? line : each(br(), line);
            }));
  }

  private static String styleSheet() {
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
