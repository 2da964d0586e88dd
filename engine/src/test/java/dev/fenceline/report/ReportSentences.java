package dev.fenceline.report;

import dev.fenceline.event.RunEvent;
import dev.fenceline.exchange.kernellog.KernelLogWriter;
import dev.fenceline.page.HtmlPage;
import dev.fenceline.page.PageContent;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.timeline.LongestWrite;
import dev.fenceline.timeline.Sentences;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Summary;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the row of a run says in the report, without what other tests take from elsewhere: the texts
 * of findings and the kernel log. Nothing for a timeline that is not of a run.
 */
public final class ReportSentences {
  private static final Pattern TIMES =
      Pattern.compile("<div class=\"scroll\">(.*?)</table>", Pattern.DOTALL);
  private static final Pattern HEAD = Pattern.compile("<th(?: [^>]*)?>(.*?)</th>");
  private static final Pattern ROW = Pattern.compile("<tr>(<td.*?)</tr>", Pattern.DOTALL);
  private static final Pattern CELL = Pattern.compile("<td[^>]*>(.*?)</td>");
  private static final Pattern HEADING = Pattern.compile("<h4>(.*?)</h4>");
  private static final Pattern PROSE =
      Pattern.compile("<(?:p|span) class=\"where\">(.*?)</|<li>(and \\d.*?)</li>");
  private static final Pattern PLACE = Pattern.compile("[^,.]*\\(event \\d+\\)");

  private ReportSentences() {}

  /** Every heading, cell and count, without its numbers and names. */
  public static Set<String> of(Timeline timeline) {
    Set<String> said = new LinkedHashSet<>();
    String html = html(timeline);
    for (String table : found(TIMES, html)) {
      List<String> head = found(HEAD, table);
      for (String row : found(ROW, table)) {
        List<String> cells = found(CELL, row);
        for (int i = 1; i < cells.size(); i++) {
          say(said, head.get(i) + ": " + cells.get(i));
        }
      }
    }
    found(HEADING, html).forEach(words -> say(said, words));
    found(PROSE, html).forEach(words -> say(said, PLACE.matcher(words).replaceAll(" *")));
    return said;
  }

  private static void say(Set<String> said, String words) {
    said.add("report: " + Sentences.template(words.replace("&quot;", "\"")));
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(ReportSentences::words).toList();
  }

  private static String words(MatchResult found) {
    return found.groupCount() > 1 && found.group(1) == null ? found.group(2) : found.group(1);
  }

  private static String html(Timeline timeline) {
    return timeline.events().stream()
        .flatMap(
            event -> event.detail() instanceof RunEvent.Started it ? Stream.of(it) : Stream.empty())
        .findFirst()
        .map(started -> html(timeline, started))
        .orElse("");
  }

  private static String html(Timeline timeline, RunEvent.Started started) {
    Scenario scenario =
        ScenarioLibrary.find(started.scenario()).orElseGet(() -> ScenarioLibrary.all().getFirst());
    Evidence evidence = evidence(timeline);
    RowVerdict verdict = evidence.summary().breaches() == 0 ? RowVerdict.PASS : RowVerdict.FAIL;
    return HtmlParts.markup(
        HtmlRow.of(
            new ReportRow(scenario, started.seed(), verdict, "", List.of(), false, "", evidence),
            new HtmlPlayer(new HtmlPage(List.of(), List.of()))));
  }

  /** The evidence without its pictures, which say nothing in words. */
  private static Evidence evidence(Timeline timeline) {
    Summary summary = Summary.of(timeline);
    return new Evidence(
        summary,
        Outage.of(timeline),
        summary.findings().stream().map(found -> LocatedFinding.of(found, timeline)).toList(),
        timeline.events().stream().map(Intervention::of).flatMap(Optional::stream).toList(),
        KernelLogWriter.lines(timeline.events()),
        false,
        LongestWrite.nanosIn(timeline),
        PageContent.ofRun("", "", "", Picture.of(timeline)),
        "",
        "");
  }
}
