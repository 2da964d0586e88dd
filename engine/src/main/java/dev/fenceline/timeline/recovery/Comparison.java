package dev.fenceline.timeline.recovery;

import dev.fenceline.event.value.FencedBy;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Phase.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * A table of several sessions side by side: what happened in each, and where they differ. Times are
 * those of the first recovery of each session. A dash stands for an unknown value.
 *
 * @param titles the titles of the sessions, one for each column
 * @param rows the rows
 */
public record Comparison(List<String> titles, List<Row> rows) {
  private static final String NOT_KNOWN = "\u2013";

  /** The number of blanks between two columns of the text. */
  private static final int GAP = 3;

  /**
   * One property of all sessions.
   *
   * @param name the name of the property
   * @param values its value in each session, as text
   */
  public record Row(String name, List<String> values) {
    /** Reports whether the sessions differ in this property. */
    public boolean differs() {
      return values.stream().distinct().count() > 1;
    }
  }

  /** A session to compare. */
  public record Side(String title, Timeline timeline) {}

  private record Facts(Summary summary) {
    /** Returns a property of the first recovery; a dash if there is no recovery. */
    String first(Function<Recovery, String> words) {
      return summary.recoveries().stream().findFirst().map(words).orElse(NOT_KNOWN);
    }
  }

  /** Compares sessions by the events that they currently contain. */
  public static Comparison of(List<Side> sides) {
    List<Facts> facts = sides.stream().map(side -> new Facts(Summary.of(side.timeline()))).toList();
    List<Row> rows = new ArrayList<>();
    rows.add(row("Data", facts, each -> data(each.summary())));
    rows.add(row("Policy", facts, each -> orDash(each.summary().policy())));
    rows.add(row("Failed", facts, each -> each.first(Recovery::controller)));
    rows.add(row("Outage", facts, each -> each.first(Comparison::outage)));
    rows.add(row("Detected after", facts, each -> each.first(Comparison::detection)));
    rows.add(row("Fenced by", facts, each -> each.first(Comparison::fencedBy)));
    rows.add(row("Fenced after", facts, each -> each.first(Comparison::fencing)));
    rows.add(row("Writes held", facts, each -> each.first(it -> count(it.writesHeld()))));
    rows.add(row("Reconnected after", facts, each -> each.first(Comparison::reconnect)));
    rows.add(
        row("Operations failed", facts, each -> each.first(it -> count(it.operationsFailed()))));
    rows.add(row("Recoveries", facts, each -> Text.number(each.summary().recoveries().size())));
    for (Kind kind : List.of(Kind.DETECT, Kind.FENCE, Kind.RESET, Kind.RECONNECT)) {
      rows.add(
          row("Phase " + kind.name().toLowerCase(Locale.ROOT), facts, each -> phase(kind, each)));
    }
    return new Comparison(sides.stream().map(Side::title).toList(), rows);
  }

  private static Row row(String name, List<Facts> facts, Function<Facts, String> value) {
    return new Row(name, facts.stream().map(value).toList());
  }

  private static String data(Summary summary) {
    if (summary.corruptions() > 0 || summary.verdict() == Verdict.CORRUPT) {
      return "corrupt (%s)".formatted(Text.count(summary.corruptions(), "finding"));
    }
    return summary.verdict() == Verdict.INTACT ? "intact" : NOT_KNOWN;
  }

  private static String orDash(String text) {
    return text.isEmpty() ? NOT_KNOWN : text;
  }

  private static String count(OptionalInt number) {
    return number.isPresent() ? Text.number(number.getAsInt()) : NOT_KNOWN;
  }

  private static String outage(Recovery recovery) {
    return between(recovery.failedNanos(), recovery.resumedNanos());
  }

  private static String detection(Recovery recovery) {
    return between(recovery.failedNanos(), recovery.seenDetectedNanos());
  }

  private static String fencing(Recovery recovery) {
    return recovery.fencedBy() == FencedBy.NONE
        ? "not fenced"
        : between(recovery.seenDetectedNanos(), recovery.fencedNanos());
  }

  private static String reconnect(Recovery recovery) {
    return between(recovery.seenDetectedNanos(), recovery.reconnectedNanos());
  }

  private static String between(OptionalLong from, OptionalLong to) {
    return from.isPresent() && to.isPresent()
        ? Text.duration(to.getAsLong() - from.getAsLong())
        : NOT_KNOWN;
  }

  private static String fencedBy(Recovery recovery) {
    return recovery.fencedBy() == FencedBy.NOT_KNOWN ? NOT_KNOWN : recovery.fencedBy().word();
  }

  /** Returns how long a phase lasted; a phase that did not happen has no length. */
  private static String phase(Kind kind, Facts facts) {
    return facts.first(recovery ->
        recovery.phases(facts.summary().endNanos()).stream()
            .filter(phase -> phase.kind() == kind)
            .map(phase -> Text.duration(phase.durationNanos()))
            .findFirst()
            .orElse("none"));
  }

  /** Returns the table as aligned text; rows in which the sessions differ are marked. */
  public String text() {
    List<List<String>> lines = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("", ""));
    head.addAll(titles);
    lines.add(head);
    for (Row row : rows) {
      List<String> line = new ArrayList<>(List.of(row.differs() ? "*" : "", row.name()));
      line.addAll(row.values());
      lines.add(line);
    }
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      StringBuilder aligned = new StringBuilder();
      for (int column = 0; column < line.size(); column++) {
        int at = column;
        int width = lines.stream().mapToInt(each -> each.get(at).length()).max().orElse(0);
        String cell = line.get(column);
        aligned.append(cell).append(" ".repeat(width - cell.length() + (column == 0 ? 1 : GAP)));
      }
      text.append(aligned.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
