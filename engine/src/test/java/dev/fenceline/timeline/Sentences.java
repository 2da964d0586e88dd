package dev.fenceline.timeline;

import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.event.Lane;
import dev.fenceline.event.LogEvent;
import dev.fenceline.event.Note;
import dev.fenceline.timeline.explanation.Explanation;
import dev.fenceline.timeline.recovery.NoRecovery;
import dev.fenceline.timeline.recovery.Phase;
import dev.fenceline.timeline.recovery.Recoveries;
import dev.fenceline.timeline.recovery.Recovery;
import dev.fenceline.timeline.recovery.Summary;
import dev.fenceline.timeline.span.StateSpans;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Every sentence in which a timeline is told, with its numbers and names taken out: {@code #} is a
 * number, a time or a duration, {@code @} a controller, {@code ""} a text that is quoted.
 */
public final class Sentences {
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
  private static final Pattern INSTANCE = Pattern.compile("[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{16}");
  private static final Pattern CONTROLLER =
      Pattern.compile("(?:log: |host[a-z0-9-]* )?\\bnvme\\d+(?:n\\d+)?\\b");
  private static final Pattern TARGET = Pattern.compile("\\b\\d+\\.\\d+(?= can reach)");
  private static final Pattern NUMBER =
      Pattern.compile(
          "-?\\b(?:[0-9A-F]+h|[0-9a-f]{2}h|\\d+(?:,\\d{3})*(?:\\.\\d+)?)\\b(?:"
              + " (?:s|ms|µs|ns)\\b)?");
  private static final Pattern END = Pattern.compile("(?<=[.!?]) (?=[A-Z@#\"])");

  /** The sentences of texts that differ in their digits only: there are few of these. */
  private final Map<String, List<String>> seen = new HashMap<>();

  private final Set<String> said = new LinkedHashSet<>();

  private Sentences() {}

  private void say(String text) {
    said.addAll(seen.computeIfAbsent(shape(text), _ -> of(text)));
  }

  private static String shape(String text) {
    StringBuilder shape = new StringBuilder(text.length());
    boolean wasDigit = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isDigit = c >= '0' && c <= '9';
      if (!isDigit || !wasDigit) {
        shape.append(isDigit ? '0' : c);
      }
      wasDigit = isDigit;
    }
    return shape.toString();
  }

  /** A text without what differs from run to run. */
  public static String template(String text) {
    String without = QUOTED.matcher(text).replaceAll("\"\"");
    without = INSTANCE.matcher(without).replaceAll("#");
    without = CONTROLLER.matcher(without).replaceAll("@");
    without = TARGET.matcher(without).replaceAll("#");
    return NUMBER.matcher(without).replaceAll("#");
  }

  /** The sentences of a text, each without what differs from run to run. */
  public static List<String> of(String text) {
    return List.of(END.split(template(text.strip())));
  }

  /** Everything that is said of a timeline; the lines of imported logs are not. */
  public static Set<String> of(Timeline timeline) {
    Sentences sentences = new Sentences();
    sentences.tell(timeline);
    return sentences.said;
  }

  private void tell(Timeline timeline) {
    summary(timeline);
    Explanation explanation = Explanation.of(timeline);
    for (Recovery recovery : Recoveries.of(timeline)) {
      for (Phase phase : recovery.phases(timeline.endNanos())) {
        say(explanation.why(recovery, phase));
      }
    }
    for (Event event : timeline.events()) {
      if (event.detail() instanceof Note note) {
        said.add("note: " + template(note.text()));
      } else if (!(event.detail() instanceof LogEvent.Line)) {
        say(explanation.why(event));
      }
    }
    StateSpans spans = StateSpans.of(timeline);
    for (Lane lane : timeline.lanes()) {
      spans.spans(lane).forEach(span -> say(explanation.why(span)));
    }
  }

  private void summary(Timeline timeline) {
    Summary summary = Summary.of(timeline);
    List<String> findings = summary.findings().stream().map(Finding::text).toList();
    List<String> lines = new ArrayList<>(summary.text().lines().toList());
    lines.remove(0); // what ran
    for (String line : lines) {
      if (findings.stream().noneMatch(line::contains)) {
        said.add("summary: " + template(line.strip().replaceAll(" {2,}", "  ")));
      }
    }
    if (Recoveries.of(timeline).isEmpty()) {
      say(NoRecovery.words(timeline));
    }
  }
}
