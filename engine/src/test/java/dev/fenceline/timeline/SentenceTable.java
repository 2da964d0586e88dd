package dev.fenceline.timeline;

import dev.fenceline.event.Cause;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.schema.EventSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which events must exist for a sentence to be said, of a file that says it line by line. */
public final class SentenceTable {
  private static final String ARROW = "<-";

  /** Where a sentence is said, if it is not in a timeline itself. */
  private static final Pattern AREA = Pattern.compile("(markdown|kernel|finding|report): .*");

  /** Where a sentence is said; empty: in the timeline itself. */
  public static String area(String said) {
    Matcher matcher = AREA.matcher(said);
    return matcher.matches() ? matcher.group(1) : "";
  }

  /**
   * A sentence.
   *
   * @param sentence with {@code *} for any text
   * @param needs kinds of events, of each set at least one
   */
  public record Row(String sentence, Pattern pattern, List<Set<String>> needs) {
    /** Whether a sentence is this one. */
    public boolean says(String said) {
      return area(sentence).equals(area(said)) && pattern.matcher(said).matches();
    }

    /** How much of the sentence is given word for word. */
    int given() {
      return sentence.replace("*", "").length();
    }

    @Override
    public String toString() {
      return sentence;
    }
  }

  private final List<Row> rows = new ArrayList<>();
  private final Map<String, Optional<Row>> found = new HashMap<>();

  private SentenceTable() {}

  /** Reads a table of the test resources. */
  public static SentenceTable read(Class<?> of, String resource) {
    SentenceTable table = new SentenceTable();
    try (InputStream in = Objects.requireNonNull(of.getResourceAsStream(resource), resource)) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(table::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return table;
  }

  private void add(String line) {
    if (line.isBlank() || line.startsWith(";")) {
      return;
    }
    int arrow = line.lastIndexOf(ARROW);
    if (arrow < 0) {
      throw new IllegalArgumentException("no " + ARROW + " in: " + line);
    }
    String sentence = line.substring(0, arrow).strip();
    String needs = line.substring(arrow + ARROW.length()).strip();
    List<Set<String>> sets =
        needs.isEmpty()
            ? List.of()
            : Arrays.stream(needs.split(" \\+ ")).map(each -> Set.of(each.split("\\|"))).toList();
    String regex =
        String.join(".+", Arrays.stream(sentence.split("\\*", -1)).map(Pattern::quote).toList());
    rows.add(new Row(sentence, Pattern.compile(regex), sets));
  }

  public List<Row> rows() {
    return rows;
  }

  /** The row of a sentence, the one that says most of it; empty: nobody has listed it. */
  public Optional<Row> find(String said) {
    return found.computeIfAbsent(
        said,
        _ -> rows.stream().filter(row -> row.says(said)).max(Comparator.comparingInt(Row::given)));
  }

  /** The kind of an event, as session files spell it. */
  public static String kind(Class<? extends Detail> type) {
    return EventSchema.of(type).name();
  }

  /** The kinds of the events of a timeline. */
  public static Set<String> kinds(Timeline timeline) {
    Set<String> kinds = new HashSet<>();
    timeline.events().forEach(event -> kinds.add(kind(event.detail().getClass())));
    return kinds;
  }

  /** The same timeline without events of some kinds, numbered anew. */
  public static Timeline without(Timeline all, Set<String> kinds) {
    Map<Long, Long> numbers = new HashMap<>();
    List<Event> left = new ArrayList<>();
    for (Event event : all.events()) {
      if (!kinds.contains(kind(event.detail().getClass()))) {
        long number = left.size() + 1L;
        numbers.put(event.sequence(), number);
        Cause cause = Cause.of(numbers.getOrDefault(event.cause().sequence(), 0L));
        left.add(new Event(number, event.nanos(), event.lane(), cause, event.detail()));
      }
    }
    return Timeline.of(left);
  }
}
