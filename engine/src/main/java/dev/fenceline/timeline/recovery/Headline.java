package dev.fenceline.timeline.recovery;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * One sentence on a session: the verdict, what happened, and how long it took. It says only what
 * the events prove.
 *
 * @param verdict the verdict, as of the events so far
 * @param words the sentence
 */
public record Headline(Verdict verdict, String words) {
  /** The number of landings that prove damage: a write took effect, and then an older one. */
  private static final int LANDINGS = 2;

  /** Returns the headline for the events that a timeline currently contains. */
  public static Headline of(Timeline timeline) {
    Summary summary = Summary.of(timeline);
    boolean isCorrupt = summary.corruptions() > 0 || summary.verdict() == Verdict.CORRUPT;
    Verdict verdict = isCorrupt ? Verdict.CORRUPT : summary.verdict();
    List<String> clauses = new ArrayList<>();
    if (isCorrupt) {
      clauses.add(damage(timeline, summary));
    }
    List<Recovery> recoveries = summary.recoveries();
    if (recoveries.isEmpty()) {
      if (verdict == Verdict.INTACT) {
        clauses.add("no failure was detected");
      }
    } else {
      clauses.add(recovery(recoveries.getFirst()));
      if (recoveries.size() > 1) {
        int others = recoveries.size() - 1;
        clauses.add(others == 1 ? "one more recovery" : others + " more recoveries");
      }
    }
    String rest = clauses.isEmpty() ? "" : ": " + String.join("; ", clauses);
    return new Headline(verdict, beginning(verdict) + rest + ".");
  }

  private static String beginning(Verdict verdict) {
    return switch (verdict) {
      case INTACT -> "Data intact";
      case CORRUPT -> "Data corrupt";
      case UNKNOWN -> "It is not known whether the data is intact";
    };
  }

  /** Describes which writes landed too late, if the findings prove it. */
  private static String damage(Timeline timeline, Summary summary) {
    List<Long> late =
        summary.findings().stream()
            .filter(finding -> finding.severity() == Finding.Severity.CORRUPTION)
            .flatMap(finding -> lateness(timeline, finding).stream().boxed())
            .toList();
    if (late.isEmpty()) {
      return Text.count(summary.corruptions(), "finding") + " of damage";
    }
    String least = Text.duration(late.stream().mapToLong(Long::longValue).min().orElseThrow());
    String most = Text.duration(late.stream().mapToLong(Long::longValue).max().orElseThrow());
    return "%s took effect %s after newer data"
        .formatted(
            Text.count(late.size(), "write"), least.equals(most) ? most : least + " to " + most);
  }

  /** Returns how long after the newer write the old write that overwrote it landed. */
  private static OptionalLong lateness(Timeline timeline, Finding finding) {
    List<Event> landed =
        finding.events().stream()
            .map(timeline::find)
            .flatMap(Stream::ofNullable)
            .filter(event -> event.detail() instanceof CommandEvent.Executed)
            .toList();
    return landed.size() < LANDINGS
        ? OptionalLong.empty()
        : OptionalLong.of(landed.getLast().nanos() - landed.get(landed.size() - LANDINGS).nanos());
  }

  private static String recovery(Recovery recovery) {
    List<String> parts = new ArrayList<>();
    parts.add(failure(recovery));
    parts.add(fencing(recovery));
    OptionalLong failed = recovery.failedNanos();
    OptionalLong resumed = recovery.resumedNanos();
    if (failed.isPresent() && resumed.isPresent()) {
      parts.add("I/O continued after " + Text.duration(resumed.getAsLong() - failed.getAsLong()));
    }
    return String.join(", ", parts);
  }

  private static String failure(Recovery recovery) {
    String name = recovery.controller();
    if (recovery.earlier()) {
      return name + " had failed before the recording began";
    }
    if (recovery.failedNanos().isPresent()) {
      return "%s failed at %s".formatted(name, Text.duration(recovery.failedNanos().getAsLong()));
    }
    return recovery.isDetectionSeen()
        ? "the host gave up %s at %s".formatted(name, Text.duration(recovery.detectedNanos()))
        : name + " failed";
  }

  private static String fencing(Recovery recovery) {
    OptionalLong fenced = recovery.fencedNanos();
    String after =
        fenced.isPresent() && recovery.isDetectionSeen()
            ? Text.duration(fenced.getAsLong() - recovery.detectedNanos())
            : "";
    return switch (recovery.fencedBy()) {
      case CCR -> "a cross-controller reset stopped it" + (after.isEmpty() ? "" : " in " + after);
      case HOLD -> "the host held its requests" + (after.isEmpty() ? "" : " for " + after);
      case STOPPED -> "its controller reported that it had stopped";
      case NONE -> "the host did not fence it";
      case NOT_KNOWN ->
          recovery.fences() ? "fencing has not ended" : "whether it was fenced is not known";
    };
  }
}
