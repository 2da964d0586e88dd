package dev.fenceline.benchmark;

import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.schema.EventSchema;
import dev.fenceline.event.schema.FieldSchema;
import dev.fenceline.nvme.InstanceId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Two controllers of a generated session, which replay the events of the two in the material under
 * names of their own. Every reconnect makes a new instance and new connections.
 */
final class Controllers {
  private static final int FIRST_DEVICE = 3;
  private static final int CONNECTIONS = 2;
  private static final int LETTERS = 26;
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final int pair;
  private final Map<Integer, Integer> generations = new HashMap<>();
  private final Map<String, Integer> connections = new HashMap<>();

  /**
   * Creates a pair that has not connected yet.
   *
   * @param pair its number, from 0
   */
  Controllers(int pair) {
    this.pair = pair;
  }

  /**
   * The names under which one part of the material is played. They do not change while it is
   * played.
   */
  final class Part {
    private final Map<InstanceId, Integer> instances = new HashMap<>();
    private final Map<Integer, Integer> before = Map.copyOf(generations);
    private final Map<String, Integer> connectionsBefore = Map.copyOf(connections);
    private final long moveNanos;
    private final long operations;
    private final Sequences sequences;

    /** The new numbers of the events that were played. */
    interface Sequences {
      /** Returns the new number of an event of the material, or 0 if it was not played. */
      long of(long sequence);
    }

    Part(long moveNanos, long operations, Sequences sequences) {
      this.moveNanos = moveNanos;
      this.operations = operations;
      this.sequences = sequences;
    }

    Lane lane(Lane lane) {
      return switch (lane.group()) {
        case HOST -> lane.equals(Lane.MULTIPATH) ? lane : Lane.host(name(lane.plainName()));
        case PATH -> Lane.path(name(lane.plainName()));
        case TARGET -> lane.isInstance() ? instance(lane) : lane;
        case WORKLOAD, LAB -> lane;
      };
    }

    private Lane instance(Lane lane) {
      int cntlid = Integer.parseInt(lane.plainName());
      return Lane.target(controller(cntlid), generation(cntlid, lane.generation()));
    }

    private int generation(int cntlid, int number) {
      int now = Math.max(0, before.getOrDefault(cntlid, 0) - 1) + number;
      generations.merge(cntlid, now, Math::max);
      return now;
    }

    /** Returns the detail of an event of the material with the names of this pair. */
    Detail detail(Event event) {
      if (event.detail() instanceof InstanceEvent.Ready ready) {
        instances.put(ready.instance(), event.lane().generation());
      }
      return EventSchema.of(event.detail())
          .changed(event.detail(), (field, value) -> changed(event, field, value));
    }

    private Object changed(Event event, FieldSchema field, Object value) {
      if (field.isNone(value) || field.isUnknown(value)) {
        return value;
      }
      return switch (field.meaning()) {
        case MOMENT -> (long) value + moveNanos;
        case DEVICE -> name((String) value);
        case OPERATION -> each(value, number -> number == 0 ? 0 : number + operations);
        case EVENT -> each(value, sequences::of);
        case CONNECTION -> connection(event.lane().plainName(), (int) value);
        case CONTROLLER -> (int) value == 0 ? value : (Object) controller((int) value);
        case INSTANCE -> instance((InstanceId) value);
        case TEXT -> text((String) value);
        default -> value;
      };
    }

    private int connection(String path, int number) {
      int first = Math.max(0, connectionsBefore.getOrDefault(path, 0) - CONNECTIONS);
      connections.merge(path, first + number, Math::max);
      return first + number;
    }

    private InstanceId instance(InstanceId id) {
      int generation = generation(id.cntlid(), instances.getOrDefault(id, 1));
      long random = MIX * (id.cirn() + pair + (long) generation * LETTERS);
      return new InstanceId(controller(id.cntlid()), 1 + (id.ciu() + generation) % 255, random);
    }
  }

  private static Object each(Object value, java.util.function.LongUnaryOperator change) {
    return value instanceof List<?> numbers
        ? numbers.stream().map(number -> change.applyAsLong((Long) number)).toList()
        : (Object) change.applyAsLong((long) value);
  }

  private int controller(int cntlid) {
    return cntlid + 2 * pair;
  }

  private String name(String of) {
    return switch (of) {
      case "nvme3" -> "nvme" + (FIRST_DEVICE + 2 * pair);
      case "nvme4" -> "nvme" + (FIRST_DEVICE + 1 + 2 * pair);
      case "A" -> path(2 * pair);
      case "B" -> path(2 * pair + 1);
      default -> of;
    };
  }

  private static String path(int number) {
    char letter = (char) ('A' + number % LETTERS);
    return number < LETTERS ? String.valueOf(letter) : letter + String.valueOf(number / LETTERS);
  }

  private String text(String words) {
    if (words.indexOf(' ') < 0) {
      return words;
    }
    return words
        .replace("nvme3", "nvme#")
        .replace("nvme4", name("nvme4"))
        .replace("nvme#", name("nvme3"))
        .replace("controller 2", "controller " + controller(2))
        .replace("path B", "path " + name("B"));
  }
}
