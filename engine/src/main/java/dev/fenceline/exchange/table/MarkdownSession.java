package dev.fenceline.exchange.table;

import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.event.value.FencedBy;
import dev.fenceline.exchange.kernellog.KernelLine;
import dev.fenceline.exchange.kernellog.KernelLogWriter;
import dev.fenceline.exchange.kernellog.LogAccount;
import dev.fenceline.session.SessionHeader;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.explanation.Explanation;
import dev.fenceline.timeline.recovery.IoOutcome;
import dev.fenceline.timeline.recovery.NoRecovery;
import dev.fenceline.timeline.recovery.Phase;
import dev.fenceline.timeline.recovery.Recovery;
import dev.fenceline.timeline.recovery.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The report of a session for an e-mail: a table of its recoveries, the phases of each with the
 * reasons for their length, the findings of the checks, and the kernel log.
 */
public final class MarkdownSession {
  /** The largest number of lines of a log or list. Longer ones belong in separate files. */
  private static final int LINES_MAX = 200;

  private static final int FINDINGS_MAX = 50;

  private final SessionHeader header;
  private final Timeline timeline;
  private final Summary summary;
  private final Optional<LogAccount> log;
  private final MarkdownText text = new MarkdownText();

  private MarkdownSession(SessionHeader header, Timeline timeline) {
    this.header = header;
    this.timeline = timeline;
    summary = Summary.of(timeline);
    log = LogAccount.of(timeline);
  }

  /**
   * Returns the whole text for the events that a session contains at present, ending with a line
   * feed.
   */
  public static String write(SessionHeader header, Timeline timeline) {
    MarkdownSession session = new MarkdownSession(header, timeline);
    session.all();
    return session.text.toString();
  }

  private void all() {
    text.heading(1, header.title());
    facts();
    recoveries();
    log();
    findings();
    kernelLog();
  }

  private void facts() {
    text.item("Source: " + header.source() + ", made by Fenceline " + header.program());
    if (!summary.scenario().isEmpty()) {
      text.item(
          "Scenario: %s, seed %d, %s clock"
              .formatted(summary.scenario(), summary.seed(), summary.clock()));
    }
    text.item(
        "Length: %s, %s"
            .formatted(Text.duration(summary.endNanos()), Text.count(summary.events(), "event")));
    if (summary.operations() > 0) {
      text.item(
          "Data: %s (%s, %s checked, %s)"
              .formatted(
                  summary.verdict().word(),
                  Text.count(summary.writes(), "write"),
                  Text.count(summary.blocksChecked(), "block"),
                  Text.count(summary.corruptions(), "corruption")));
    }
    summary.stoppedFileSystems().forEach(stopped -> text.item("File system: " + stopped.words()));
    text.end();
  }

  private void recoveries() {
    text.heading(2, "Recoveries");
    if (summary.recoveries().isEmpty()) {
      text.paragraph(nothingFailed());
    } else {
      table();
      explained();
    }
    if (!summary.returns().isEmpty()) {
      summary.returns().forEach(returned -> text.item(returned.words()));
      text.end();
    }
  }

  private void table() {
    MarkdownTable table =
        new MarkdownTable(
            "controller", "failed", "detected", "fenced", "by", "I/O resumed", "reconnected");
    for (Recovery recovery : summary.recoveries()) {
      table.row(
          recovery.controller(),
          moment(recovery.failedNanos(), "not known"),
          moment(
              recovery.seenDetectedNanos(),
              recovery.earlier() ? "before this begins" : "not known"),
          moment(recovery.fencedNanos(), fenced(recovery)),
          by(recovery),
          moment(recovery.resumedNanos(), resumed(recovery)),
          moment(recovery.reconnectedNanos(), recovery.outcome().word()));
    }
    text.table(table);
  }

  private void explained() {
    Explanation explanation = Explanation.of(timeline);
    for (Recovery recovery : summary.recoveries()) {
      text.heading(3, recovery.controller() + ": " + recovery.trigger());
      for (Phase phase : recovery.phases(summary.endNanos())) {
        if (phase.kind() != Phase.Kind.STEADY) {
          text.item(
              "%s, from %s: %s"
                  .formatted(
                      phase.label(),
                      Text.moment(phase.fromNanos()),
                      explanation.why(recovery, phase)));
        }
      }
      text.end();
    }
  }

  /**
   * Returns a sentence that no failure was found. Events that a log does not contain, or lines that
   * were not understood, may still be failures.
   */
  private String nothingFailed() {
    if (log.isEmpty()) {
      return NoRecovery.words(timeline);
    }
    return log.get().isComplete()
        ? "No line of this log reports a controller that failed."
        : "No line of this log that was understood reports the recovery of a controller; see"
            + " below.";
  }

  /** Adds what the log reports besides recoveries, with the lines word for word. */
  private void log() {
    List<String> lines = log.map(LogAccount::lines).orElse(List.of());
    if (!lines.isEmpty()) {
      text.heading(2, "The log");
      text.code(String.join("\n", lines) + "\n");
    }
  }

  private static String by(Recovery recovery) {
    return switch (recovery.fencedBy()) {
      case CCR -> "CCR through " + recovery.source();
      case HOLD -> "hold";
      case STOPPED -> "its own word";
      case NONE -> "nothing";
      case NOT_KNOWN -> recovery.fences() && !recovery.isFencingOver() ? "" : "not known";
    };
  }

  private static String fenced(Recovery recovery) {
    if (recovery.fences()) {
      return recovery.isFencingOver() ? "not known" : "not yet";
    }
    return recovery.fencedBy() == FencedBy.NONE ? "no" : "not known";
  }

  private static String resumed(Recovery recovery) {
    return switch (recovery.io()) {
      case IoOutcome.OverOtherPath _, IoOutcome.Waited _ -> "";
      case IoOutcome.Idle _ -> "none was out";
      case IoOutcome.Waiting _ -> "waits";
      case IoOutcome.Failed _ -> "failed";
      case IoOutcome.NotKnown _ -> "not known";
    };
  }

  private static String moment(OptionalLong nanos, String otherwise) {
    return nanos.isPresent() ? Text.moment(nanos.getAsLong()) : otherwise;
  }

  private void findings() {
    List<String> found = new ArrayList<>();
    for (Event event : timeline.events()) {
      if (event.detail() instanceof Finding finding) {
        found.add(
            "%s, %s, at %s (event %d): %s"
                .formatted(
                    finding.severity().name().toLowerCase(Locale.ROOT),
                    finding.rule().code(),
                    Text.moment(event.nanos()),
                    event.sequence(),
                    finding.text()));
      }
    }
    if (found.isEmpty()) {
      return;
    }
    text.heading(2, "Findings");
    found.subList(0, Math.min(FINDINGS_MAX, found.size())).forEach(text::item);
    if (found.size() > FINDINGS_MAX) {
      text.item("and " + Text.count(found.size() - FINDINGS_MAX, "more finding"));
    }
    text.end();
  }

  private void kernelLog() {
    List<KernelLine> lines = KernelLogWriter.lines(timeline.events());
    if (lines.isEmpty()) {
      return;
    }
    text.heading(2, "Kernel log");
    text.code(KernelLogWriter.toText(lines.subList(0, Math.min(LINES_MAX, lines.size()))));
    if (lines.size() > LINES_MAX) {
      text.paragraph("And " + Text.count(lines.size() - LINES_MAX, "more line") + ".");
    }
  }
}
