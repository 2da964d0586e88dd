package dev.fenceline.app.workspace;

import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.Kind;
import dev.fenceline.nvme.InstanceId;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Any event in words, made from its kind and the components of its record: a new kind of event
 * reads well without a line of code here.
 */
public final class EventWords {
  private static final Map<String, String> ABBREVIATIONS =
      Map.ofEntries(
          Map.entry("aen", "AEN"),
          Map.entry("aer", "AER"),
          Map.entry("ana", "ANA"),
          Map.entry("ccr", "CCR"),
          Map.entry("cid", "CID"),
          Map.entry("ciu", "CIU"),
          Map.entry("cirn", "CIRN"),
          Map.entry("cntlid", "CNTLID"),
          Map.entry("cqt", "CQT"),
          Map.entry("fes", "FES"),
          Map.entry("io", "I/O"),
          Map.entry("kato", "KATO"),
          Map.entry("lba", "LBA"),
          Map.entry("nsid", "NSID"),
          Map.entry("pdu", "PDU"),
          Map.entry("qid", "QID"),
          Map.entry("tcp", "TCP"));

  private EventWords() {}

  /**
   * A component of an event.
   *
   * @param name its name in words
   * @param value its value as shown, times with their unit
   */
  public record Field(String name, String value) {}

  /** The event's kind in words: {@code ccr-issued} is {@code CCR issued}. */
  public static String title(Event event) {
    return words(List.of(kind(event).split("-")));
  }

  /** The event's kind as the session file has it. */
  public static String kind(Event event) {
    Kind kind = event.detail().getClass().getAnnotation(Kind.class);
    return kind == null ? event.detail().getClass().getSimpleName() : kind.value();
  }

  /** What the event says, component by component. */
  public static List<Field> fields(Event event) {
    List<Field> fields = new ArrayList<>();
    RecordComponent[] components = event.detail().getClass().getRecordComponents();
    if (components != null) {
      for (RecordComponent component : components) {
        Object value = value(component, event.detail());
        if (value != null) {
          add(fields, component.getName(), value);
        }
      }
    }
    return fields;
  }

  /** The components in one line, for tables. */
  public static String line(Event event) {
    List<String> parts = new ArrayList<>();
    for (Field field : fields(event)) {
      if (!field.value().isEmpty()) {
        parts.add(field.name().toLowerCase(Locale.ROOT) + " " + field.value());
      }
    }
    return String.join(", ", parts);
  }

  private static @Nullable Object value(RecordComponent component, Detail detail) {
    try {
      return component.getAccessor().invoke(detail);
    } catch (ReflectiveOperationException error) {
      throw new IllegalStateException("the components of an event are public", error);
    }
  }

  private static void add(List<Field> fields, String name, Object value) {
    if (value instanceof InstanceId instance) {
      String whose = name.equals("instance") ? "" : field(name, "").name() + " ";
      fields.add(new Field(whose + "CNTLID", "%04xh".formatted(instance.cntlid())));
      fields.add(new Field(whose + "CIU", "%02xh".formatted(instance.ciu())));
      fields.add(new Field(whose + "CIRN", grouped("%016x".formatted(instance.cirn()))));
    } else {
      fields.add(field(name, value));
    }
  }

  /** Sixteen digits in fours, so that a person can compare two of them. */
  public static String grouped(String digits) {
    return String.join(" ", digits.split("(?<=\\G.{4})"));
  }

  private static Field field(String name, Object value) {
    List<String> parts = List.of(name.split("(?=\\p{Upper})"));
    String unit = parts.getLast();
    List<String> without = parts.size() > 1 ? parts.subList(0, parts.size() - 1) : parts;
    return switch (value) {
      case Number nanos when unit.equals("Nanos") ->
          new Field(words(without), new Timecode(nanos.longValue()).length());
      case Number millis when unit.equals("Millis") -> new Field(words(without), millis + " ms");
      case Enum<?> choice ->
          new Field(words(parts), choice.name().toLowerCase(Locale.ROOT).replace('_', ' '));
      default -> new Field(words(parts), String.valueOf(value));
    };
  }

  private static String words(List<String> parts) {
    List<String> words = new ArrayList<>();
    for (String part : parts) {
      String lower = part.toLowerCase(Locale.ROOT);
      words.add(ABBREVIATIONS.getOrDefault(lower, lower));
    }
    String text = String.join(" ", words);
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
