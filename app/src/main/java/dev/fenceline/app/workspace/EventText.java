package dev.fenceline.app.workspace;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Meaning;
import dev.fenceline.event.PduEvent;
import dev.fenceline.event.schema.EventSchema;
import dev.fenceline.event.schema.FieldSchema;
import dev.fenceline.event.schema.RecordSchema;
import dev.fenceline.event.value.Rule;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.tcp.PduType;
import dev.fenceline.timeline.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Describes events as text, using their schema. A new kind of event needs no code here. */
public final class EventText {
  private static final Map<String, String> ABBREVIATIONS =
      Map.ofEntries(
          Map.entry("acid", "ACID"),
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
          Map.entry("icid", "ICID"),
          Map.entry("io", "I/O"),
          Map.entry("kato", "KATO"),
          Map.entry("lba", "LBA"),
          Map.entry("nsid", "NSID"),
          Map.entry("pdu", "PDU"),
          Map.entry("qid", "QID"),
          Map.entry("tcp", "TCP"));

  /** Stands for the type of a Fabrics command (FCTYPE), which events do not contain. */
  private static final int NO_FCTYPE = -1;

  private EventText() {}

  /**
   * Returns the name of a lane as the swimlanes show it. Later instances of a controller are
   * numbered.
   */
  public static String where(Lane lane) {
    return Lane.marked(
        lane.mark(),
        switch (lane.group()) {
          case WORKLOAD -> "workload";
          case HOST, LAB -> lane.plainName();
          case PATH -> "path " + lane.plainName();
          case TARGET -> lane.isInstance() ? instance(lane) : lane.plainName();
        });
  }

  private static String instance(Lane lane) {
    String later = lane.generation() == 1 ? "" : ", instance " + lane.generation();
    return "controller " + lane.plainName() + later;
  }

  /**
   * A field of an event.
   *
   * @param name its name in words
   * @param value its value as text, times with their unit
   */
  public record Field(String name, String value) {}

  /** Returns the kind of the event in words: {@code ccr-issued} becomes {@code CCR issued}. */
  public static String title(Event event) {
    return words(List.of(kind(event).split("-")));
  }

  /** Returns the kind of the event as in the session file. */
  public static String kind(Event event) {
    return EventSchema.kind(event.detail());
  }

  /** Returns the fields of the event that have a value, with their values. */
  public static List<Field> fields(Event event) {
    List<Field> fields = new ArrayList<>();
    for (FieldSchema field : EventSchema.of(event.detail()).fields()) {
      Object value = field.value(event.detail());
      if (value != null && !isEmpty(value) && !isLeftOut(field, value, event.detail())) {
        add(fields, field, value, event.detail());
      }
    }
    return fields;
  }

  /** Returns the fields in one line, for tables. */
  public static String line(Event event) {
    List<String> parts = new ArrayList<>();
    for (Field field : fields(event)) {
      parts.add(field.name().toLowerCase(Locale.ROOT) + " " + field.value());
    }
    return String.join(", ", parts);
  }

  private static boolean isEmpty(Object value) {
    return value instanceof String text
        ? text.isBlank()
        : value instanceof List<?> list && list.isEmpty();
  }

  /** Reports whether a field is left out, because it stands for "none" or repeats another field. */
  private static boolean isLeftOut(FieldSchema field, Object value, Detail detail) {
    boolean isSaidByFencing =
        detail instanceof ControllerEvent.ErrorRecovery && field.name().equals("notKnown");
    return isSaidByFencing || isNotOfCommand(field, value, detail) || field.isNone(value);
  }

  /**
   * Reports whether a command has no such thing: a command that concerns no blocks has no first
   * block, and one that the host sends on its own account carries no operation.
   */
  private static boolean isNotOfCommand(FieldSchema field, Object value, Detail detail) {
    return detail instanceof CommandEvent
        && switch (field.name()) {
          case "blocks", "operation", "copy" -> isZero(value);
          case "lba" ->
              EventSchema.of(detail).fields().stream()
                  .filter(each -> each.name().equals("blocks"))
                  .map(each -> each.value(detail))
                  .anyMatch(EventText::isZero);
          default -> false;
        };
  }

  private static boolean isZero(@Nullable Object value) {
    return value instanceof Number number && number.longValue() == 0;
  }

  private static boolean isUnknown(FieldSchema field, Object value, Detail detail) {
    boolean isFencingUnknown =
        detail instanceof ControllerEvent.ErrorRecovery it
            && it.notKnown()
            && field.name().equals("fencing");
    return isFencingUnknown || field.isUnknown(value);
  }

  private static void add(List<Field> fields, FieldSchema field, Object value, Detail detail) {
    RecordSchema nested = EventSchema.of(detail).record().nested(field);
    if (nested == null) {
      fields.add(new Field(name(field), text(field, value, detail)));
      return;
    }
    String whose = field.name().equals("instance") ? "" : name(field) + " ";
    for (FieldSchema part : nested.fields()) {
      Object held = part.value(value);
      if (held != null) {
        fields.add(new Field(whose + name(part), text(part, held, detail)));
      }
    }
  }

  private static String name(FieldSchema field) {
    return words(List.of(field.plainName().split("(?=\\p{Upper})")));
  }

  private static String text(FieldSchema field, Object value, Detail detail) {
    if (isUnknown(field, value, detail)) {
      return "not known";
    }
    return switch (value) {
      case Boolean isSo -> isSo ? "yes" : "no";
      case Rule rule -> rule.code();
      case Enum<?> choice -> choice.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      case Number number -> text(field, number.longValue(), detail);
      case List<?> list -> listed(field, list);
      default -> String.valueOf(value);
    };
  }

  /** Returns the elements as in a sentence: {@code #3, #7 and #9}. */
  private static String listed(FieldSchema field, List<?> list) {
    String before = field.meaning() == Meaning.EVENT ? "#" : "";
    List<String> words = list.stream().map(element -> before + element).toList();
    int last = words.size() - 1;
    return last == 0
        ? words.getFirst()
        : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
  }

  private static String text(FieldSchema field, long number, Detail detail) {
    if (detail instanceof PduEvent.Passed && field.name().equals("type")) {
      return pduType((int) number);
    }
    return switch (field.meaning()) {
      case OPCODE -> opcode((int) number, detail);
      case STATUS -> Status.ofField((int) number).toString();
      case QUEUE -> number == 0 ? "0 (admin)" : Long.toString(number);
      case RANDOM -> grouped("%016x".formatted(number));
      default -> field.digits() > 0 ? hexadecimal(number, field.digits()) : measured(field, number);
    };
  }

  private static String hexadecimal(long number, int digits) {
    return ("%0" + digits + "xh").formatted(number);
  }

  private static String measured(FieldSchema field, long number) {
    return switch (field.unit()) {
      case "ns" -> Text.measured(number);
      case "ms" -> number + " ms";
      default -> Long.toString(number);
    };
  }

  /** Returns the name and the number of a PDU type. */
  public static String pduType(int code) {
    try {
      return "%s (%d)".formatted(PduType.ofCode(code).label(), code);
    } catch (IllegalArgumentException unknown) {
      return Integer.toString(code);
    }
  }

  private static String opcode(int code, Detail detail) {
    int qid =
        switch (detail) {
          case CommandEvent command -> command.qid();
          case PduEvent.Passed pdu -> pdu.qid();
          default -> 0;
        };
    return "%02xh %s"
        .formatted(code, Opcode.of(code, NO_FCTYPE, qid).map(Opcode::label).orElse(""))
        .strip();
  }

  /** Groups digits in fours, so that a person can compare two numbers. */
  public static String grouped(String digits) {
    return String.join(" ", digits.split("(?<=\\G.{4})"));
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
