package dev.fenceline.report;

import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.Finding;
import dev.fenceline.exchange.kernellog.KernelLine;
import dev.fenceline.exchange.kernellog.KernelLogWriter;
import dev.fenceline.page.PageContent;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.swimlane.paint.SessionPicture;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.timeline.LongestWrite;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Summary;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The evidence of a run.
 *
 * @param summary the summary
 * @param outages the path failures
 * @param findings the findings of the checks
 * @param done what was broken, healed and done by a user, in order
 * @param kernelLog what the host's kernel would have printed since every path was up
 * @param immediateReset whether the target reported a reset as done before the host asked
 * @param longestWriteNanos the longest time that the host waited for a write
 * @param page the run as a page shows it
 * @param light the swimlanes as SVG, dark on light
 * @param dark the swimlanes as SVG, light on dark
 */
public record Evidence(
    Summary summary,
    List<Outage> outages,
    List<LocatedFinding> findings,
    List<Intervention> done,
    List<KernelLine> kernelLog,
    boolean immediateReset,
    long longestWriteNanos,
    PageContent page,
    String light,
    String dark) {
  public Evidence {
    outages = List.copyOf(outages);
    findings = List.copyOf(findings);
    done = List.copyOf(done);
    kernelLog = List.copyOf(kernelLog);
  }

  /**
   * Returns the evidence of a run that has ended.
   *
   * @param scenario the scenario that ran
   * @param seed the seed with which it ran
   */
  static Evidence of(Scenario scenario, long seed, Timeline timeline) {
    String id = scenario.id();
    String title = scenario.title();
    Summary summary = Summary.of(timeline);
    Picture whole = Picture.of(timeline);
    SessionPicture picture = new SessionPicture(whole, title, Set.of());
    return new Evidence(
        summary,
        Outage.of(timeline),
        summary.findings().stream().map(found -> LocatedFinding.of(found, timeline)).toList(),
        timeline.events().stream().map(Intervention::of).flatMap(Optional::stream).toList(),
        KernelLogWriter.lines(timeline.events()),
        timeline.events().stream()
            .anyMatch(event ->
                event.detail() instanceof FencingEvent.CcrAnswered answered
                    && answered.immediate()),
        LongestWrite.nanosIn(timeline),
        PageContent.ofRun(
            title,
            scenario.summary(),
            "Row %s of a test report, seed %d.".formatted(id, seed),
            whole),
        draw(picture, Palette.LIGHT, id + "-light-"),
        draw(picture, Palette.DARK, id + "-dark-"));
  }

  private static String draw(SessionPicture picture, Palette palette, String idPrefix) {
    return picture.svg(SessionPicture.DEFAULT_WIDTH, palette, true, idPrefix);
  }

  /** Returns the findings of one severity. */
  List<LocatedFinding> findings(Finding.Severity severity) {
    return findings.stream().filter(found -> found.finding().severity() == severity).toList();
  }
}
