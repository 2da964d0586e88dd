package dev.fenceline.timeline.recovery;

import dev.fenceline.event.value.FencedBy;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Phase.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
   * @param places when it was in each session; empty where it has no place in time
   */
  public record Row(String name, List<String> values, List<Optional<Stretch>> places) {
    /** Reports whether the sessions differ in this property. */
    public boolean differs() {
      return values.stream().distinct().count() > 1;
    }

    private Map<String, Object> fields() {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("name", name);
      fields.put("values", values);
      fields.put("differs", differs());
      return fields;
    }
  }

  /** A session to compare. */
  public record Side(String title, Timeline timeline) {}

  /** Compares sessions by the events that they currently contain. */
  public static Comparison of(List<Side> sides) {
    List<ComparedSession> all = compared(sides);
    List<Row> rows = new ArrayList<>();
    rows.add(row("Data", all, Comparison::data, ComparedSession::firstDamage));
    rows.add(row("Policy", all, each -> orDash(each.summary().policy()), Comparison::nowhere));
    rows.add(row("Failed", all, each -> first(each, Recovery::controller), Comparison::failure));
    rows.add(row("Outage", all, each -> length(each.outage()), ComparedSession::outage));
    rows.add(
        row("Detected after", all, each -> length(each.detection()), ComparedSession::detection));
    rows.add(row("Fenced by", all, each -> first(each, Comparison::fencedBy), Comparison::nowhere));
    rows.add(row("Fenced after", all, Comparison::fencing, ComparedSession::fencing));
    rows.add(
        row(
            "Writes held",
            all,
            each -> first(each, it -> count(it.writesHeld())),
            ComparedSession::fencing));
    rows.add(
        row(
            "Reconnected after",
            all,
            each -> length(each.reconnection()),
            ComparedSession::reconnection));
    rows.add(
        row(
            "Operations failed",
            all,
            each -> first(each, it -> count(it.operationsFailed())),
            Comparison::nowhere));
    rows.add(
        row(
            "Recoveries",
            all,
            each -> Text.number(each.summary().recoveries().size()),
            Comparison::nowhere));
    for (Kind kind : ComparedSession.PHASES) {
      rows.add(
          row(
              "Phase " + ComparedSession.word(kind),
              all,
              each -> phase(kind, each),
              each -> each.phase(kind)));
    }
    return new Comparison(sides.stream().map(Side::title).toList(), rows);
  }

  private static List<ComparedSession> compared(List<Side> sides) {
    return sides.stream().map(side -> ComparedSession.of(side.title(), side.timeline())).toList();
  }

  /**
   * Returns the comparison as members of JSON: what is known of each session in numbers, and the
   * rows of the table in words. Null stands for what is not known.
   */
  public static Map<String, Object> fields(List<Side> sides) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("sessions", compared(sides).stream().map(ComparedSession::fields).toList());
    fields.put("rows", of(sides).rows().stream().map(Row::fields).toList());
    return fields;
  }

  private static Row row(
      String name,
      List<ComparedSession> all,
      Function<ComparedSession, String> value,
      Function<ComparedSession, Optional<Stretch>> place) {
    return new Row(name, all.stream().map(value).toList(), all.stream().map(place).toList());
  }

  private static String data(ComparedSession session) {
    if (session.isCorrupt()) {
      return "corrupt (%s)".formatted(Text.count(session.summary().corruptions(), "finding"));
    }
    return session.summary().verdict() == Verdict.INTACT ? "intact" : NOT_KNOWN;
  }

  private static String orDash(String text) {
    return text.isEmpty() ? NOT_KNOWN : text;
  }

  private static String count(OptionalInt number) {
    return number.isPresent() ? Text.number(number.getAsInt()) : NOT_KNOWN;
  }

  private static String first(ComparedSession session, Function<Recovery, String> words) {
    return session.first(it -> Optional.of(words.apply(it))).orElse(NOT_KNOWN);
  }

  private static String length(Optional<Stretch> stretch) {
    return stretch.map(it -> Text.duration(it.nanos())).orElse(NOT_KNOWN);
  }

  private static Optional<Stretch> failure(ComparedSession session) {
    return session.first(it ->
        it.failedNanos().isPresent()
            ? Optional.of(new Stretch(it.failedNanos().getAsLong(), it.failedNanos().getAsLong()))
            : Optional.empty());
  }

  private static String fencing(ComparedSession session) {
    return session
        .first(it -> it.fencedBy() == FencedBy.NONE ? Optional.of("not fenced") : Optional.empty())
        .orElseGet(() -> length(session.fencing()));
  }

  private static String fencedBy(Recovery recovery) {
    return recovery.fencedBy() == FencedBy.NOT_KNOWN ? NOT_KNOWN : recovery.fencedBy().word();
  }

  /** Returns how long a phase lasted; a phase that did not happen has no length. */
  private static String phase(Kind kind, ComparedSession session) {
    return session.summary().recoveries().isEmpty()
        ? NOT_KNOWN
        : session.phase(kind).map(it -> Text.duration(it.nanos())).orElse("none");
  }

  private static Optional<Stretch> nowhere(ComparedSession session) {
    return Optional.empty();
  }

  /** Returns the comparison as text: what happened in each session, then the table. */
  public static String report(List<Side> sides) {
    StringBuilder text = new StringBuilder();
    for (Side side : sides) {
      text.append(side.title()).append('\n');
      text.append("  ").append(Headline.of(side.timeline()).words()).append("\n\n");
    }
    text.append("A star marks what differs; a dash is not known.\n\n");
    return text.append(of(sides).text()).toString();
  }

  /** Returns the same report as Markdown. */
  public static String markdown(List<Side> sides) {
    StringBuilder text = new StringBuilder("# Comparison\n\n");
    for (Side side : sides) {
      text.append(
          "- **%s**: %s\n"
              .formatted(cell(side.title()), cell(Headline.of(side.timeline()).words())));
    }
    text.append("\nWhat differs is bold; a dash is not known.\n\n");
    Comparison comparison = of(sides);
    text.append(line(Stream.concat(Stream.of(""), comparison.titles.stream())));
    text.append(line(Stream.generate(() -> "---").limit(sides.size() + 1L)));
    for (Row row : comparison.rows) {
      String bold = row.differs() ? "**" : "";
      text.append(
          line(
              Stream.concat(Stream.of(row.name()), row.values().stream())
                  .map(words -> words.isEmpty() ? "" : bold + words + bold)));
    }
    return text.toString();
  }

  private static String line(Stream<String> cells) {
    return cells.map(Comparison::cell).collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /** Returns words that do not end a cell of a table. */
  private static String cell(String words) {
    return words.replace("|", "\\|").replace('\n', ' ');
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
