package dev.fenceline.app.workspace;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.Kind;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PduEvent;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.nvme.Status;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Describes events as text, using their kind and the components of their record. A new kind of
 * event needs no code here.
 */
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

  /** The events do not hold the type of a fabrics command. */
  private static final int NO_FCTYPE = -1;

  private EventText() {}

  /**
   * Returns the name of a lane as the swimlanes show it. Later lives of a controller are numbered.
   */
  public static String where(Lane lane) {
    return switch (lane.group()) {
      case WORKLOAD -> "DI writer";
      case HOST, LAB -> lane.name();
      case PATH -> "path " + lane.name();
      case TARGET -> target(lane.name());
    };
  }

  private static String target(String name) {
    int dot = name.indexOf('.');
    if (dot < 0) {
      return name;
    }
    String life = name.substring(dot + 1);
    return "controller " + name.substring(0, dot) + (life.equals("1") ? "" : ", life " + life);
  }

  /**
   * A component of an event.
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
    Kind kind = event.detail().getClass().getAnnotation(Kind.class);
    return kind == null ? event.detail().getClass().getSimpleName() : kind.value();
  }

  /** Returns the components of the event with their values. */
  public static List<Field> fields(Event event) {
    List<Field> fields = new ArrayList<>();
    RecordComponent[] components = event.detail().getClass().getRecordComponents();
    if (components != null) {
      for (RecordComponent component : components) {
        Object value = value(component, event.detail());
        if (value != null && !isAbsent(component.getName(), value, event.detail())) {
          add(fields, component.getName(), named(component.getName(), value, event.detail()));
        }
      }
    }
    return fields;
  }

  /** Returns the components in one line, for tables. */
  public static String line(Event event) {
    List<String> parts = new ArrayList<>();
    for (Field field : fields(event)) {
      if (!field.value().isEmpty()) {
        parts.add(field.name().toLowerCase(Locale.ROOT) + " " + field.value());
      }
    }
    return String.join(", ", parts);
  }

  /**
   * Reports whether a component is left out: -1 in a PDU means that it does not carry the field,
   * and components of a recovery that have their usual value are not shown.
   */
  private static boolean isAbsent(String component, Object value, Detail detail) {
    return switch (detail) {
      case PduEvent _ -> value.equals(-1);
      case ControllerEvent.ErrorRecovery it ->
          component.equals("notKnown")
              || (component.equals("earlier") && !it.earlier())
              || (component.equals("sinceNanos") && it.sinceNanos() == 0);
      default -> false;
    };
  }

  /** Returns the value, with its name if its number has one. */
  private static Object named(String component, Object value, Detail detail) {
    if (component.equals("sinceNanos") && value.equals(ControllerEvent.ErrorRecovery.NOT_SEEN)) {
      return "not known";
    }
    if (value instanceof Boolean choice) {
      boolean isUnknown =
          component.equals("fencing")
              && detail instanceof ControllerEvent.ErrorRecovery it
              && it.notKnown();
      return isUnknown ? "not known" : choice ? "yes" : "no";
    }
    if (!(value instanceof Integer number)) {
      return value;
    }
    return switch (component) {
      case "opcode" -> opcode(number, detail);
      case "status" -> Status.ofField(number).toString();
      case "acid" -> "%04xh".formatted(number);
      case "dw0" -> "%08xh".formatted(number);
      case "logPage" -> "%02xh".formatted(number);
      case "qid" -> number == 0 ? "0, admin" : number;
      default -> value;
    };
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

  /** Groups digits in fours, so that a person can compare two numbers. */
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
