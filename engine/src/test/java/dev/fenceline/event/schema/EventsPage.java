package dev.fenceline.event.schema;

import dev.fenceline.event.Detail;
import dev.fenceline.event.Meaning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tables of the page about session files: one for each family of events, after a comment such
 * as {@code <!-- events of FencingEvent -->}. An empty line ends it.
 */
final class EventsPage {
  private static final Pattern TABLE =
      Pattern.compile("(?<mark><!-- events of (?<name>\\w+) -->\\n)(?:\\|.*\\n)*");
  private static final String HEAD = "| kind | meaning | fields |\n|---|---|---|\n";

  private final Map<String, List<KindSchema>> families = new LinkedHashMap<>();

  EventsPage() {
    for (Class<? extends Detail> type : EventSchema.byName().values()) {
      Class<?> owner = type.getDeclaringClass();
      String family = owner == null ? "Detail" : owner.getSimpleName();
      families.computeIfAbsent(family, _ -> new ArrayList<>()).add(EventSchema.of(type));
    }
  }

  /** The families that have a table. */
  List<String> names() {
    return List.copyOf(families.keySet());
  }

  /** The page with its tables as they are to be. */
  String renewed(String page) {
    return TABLE
        .matcher(page)
        .replaceAll(found -> {
          List<KindSchema> kinds = families.get(found.group("name"));
          if (kinds == null) {
            throw new IllegalArgumentException("there are no events of " + found.group("name"));
          }
          String rows = kinds.stream().map(EventsPage::row).collect(Collectors.joining());
          return Matcher.quoteReplacement(found.group("mark") + HEAD + rows);
        });
  }

  private static String row(KindSchema kind) {
    return "| `%s` | %s | %s |\n"
        .formatted(
            kind.name(),
            kind.text(),
            kind.fields().stream().map(EventsPage::field).collect(Collectors.joining("<br>")));
  }

  private static String field(FieldSchema field) {
    List<String> remarks = new ArrayList<>();
    if (!field.unit().isEmpty() && field.meaning() != Meaning.BYTES) {
      remarks.add(field.meaning() == Meaning.MOMENT ? "a time of the session, ns" : field.unit());
    }
    if (field.isNullable()) {
      remarks.add("optional");
    }
    String text =
        "`%s`%s: %s"
            .formatted(
                field.key(),
                remarks.isEmpty() ? "" : " (" + String.join(", ", remarks) + ")",
                field.text());
    return field.meaning() == Meaning.CHOICE ? text + constants(field) : text;
  }

  private static String constants(FieldSchema field) {
    return Stream.of(field.type().getEnumConstants())
        .map(constant -> "`" + ((Enum<?>) constant).name() + "`")
        .collect(Collectors.joining(", ", ": ", ""));
  }
}
