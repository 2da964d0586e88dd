package dev.fenceline.report;

import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.Finding;
import dev.fenceline.exchange.kernellog.KernelLine;
import dev.fenceline.exchange.kernellog.KernelLogWriter;
import dev.fenceline.swimlane.Palette;
import dev.fenceline.swimlane.SessionPicture;
import dev.fenceline.timeline.Summary;
import dev.fenceline.timeline.Timeline;
import java.util.List;
import java.util.Optional;

/**
 * What a run leaves as its proof.
 *
 * @param summary what it came to
 * @param outages its path failures
 * @param findings what the checks found
 * @param done what was broken, healed and done by a person, in order
 * @param kernelLog what the kernel of the host would have printed since every path was up
 * @param immediateReset whether the target said of a reset that it was done before the host asked
 * @param longestWriteNanos how long the host waited for the write that took longest
 * @param light its swimlanes as SVG, dark on light
 * @param dark the same, light on dark
 */
public record Evidence(
    Summary summary,
    List<Outage> outages,
    List<LocatedFinding> findings,
    List<Intervention> done,
    List<KernelLine> kernelLog,
    boolean immediateReset,
    long longestWriteNanos,
    String light,
    String dark) {
  public Evidence {
    outages = List.copyOf(outages);
    findings = List.copyOf(findings);
    done = List.copyOf(done);
    kernelLog = List.copyOf(kernelLog);
  }

  /**
   * The evidence of a run that has ended.
   *
   * @param id unique in the document that shows the pictures
   */
  static Evidence of(String id, String title, Timeline timeline) {
    Summary summary = Summary.of(timeline);
    SessionPicture picture = new SessionPicture(timeline, title);
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
        draw(picture, Palette.LIGHT, id + "-light-"),
        draw(picture, Palette.DARK, id + "-dark-"));
  }

  private static String draw(SessionPicture picture, Palette palette, String idPrefix) {
    return picture.svg(SessionPicture.DEFAULT_WIDTH, palette, true, idPrefix);
  }

  /** The findings of one severity. */
  List<LocatedFinding> findings(Finding.Severity severity) {
    return findings.stream().filter(found -> found.finding().severity() == severity).toList();
  }
}
