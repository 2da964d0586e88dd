package dev.fenceline.swimlane.picture;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.event.Lane;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.span.Copy;
import dev.fenceline.timeline.span.Journey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The proof of a corruption: the journey of the copy that did the damage, and the moments of the
 * other operations that the finding names.
 *
 * @param finding the event that reports what was found
 * @param journey where the late copy was, from its submission to its landing, or empty if there is
 *     none
 * @param moments the other moments that prove it, in order
 */
public record Proof(Event finding, List<Point> journey, List<Point> moments) {
  /** What a moment of the proof shows. */
  public enum Kind {
    /** A step of a copy on its way. */
    STEP,
    /** A write took effect that should not have been overwritten. */
    NEWER,
    /** The retry of the late copy took effect. */
    RETRY,
    /** The late copy took effect. */
    LATE,
    /** A read returned the old data. */
    READ
  }

  /** A moment on a lane, with its description. */
  public record Point(Kind kind, Lane lane, long nanos, long sequence, String words) {}

  /** Returns the proof of a finding of damage, or null if the event is not one. */
  public static @Nullable Proof of(Picture picture, Event event) {
    return event.detail() instanceof Finding finding
            && finding.severity() == Finding.Severity.CORRUPTION
        ? new Reader(picture, finding).read(event)
        : null;
  }

  private static final class Reader {
    private final Picture picture;
    private final Finding finding;
    private final List<Event> events = new ArrayList<>();

    Reader(Picture picture, Finding finding) {
      this.picture = picture;
      this.finding = finding;
      for (long sequence : finding.events()) {
        Event event = picture.timeline().find(sequence);
        if (event != null) {
          events.add(event);
        }
      }
    }

    Proof read(Event event) {
      Copy late = late();
      List<Point> moments = new ArrayList<>();
      for (Event named : events) {
        Point point = moment(named, late);
        if (point != null) {
          moments.add(point);
        }
      }
      moments.sort(Comparator.comparingLong(Point::sequence));
      return new Proof(event, late == null ? List.of() : journey(late), List.copyOf(moments));
    }

    /**
     * Returns the copy that the finding identifies by its submission and its landing, or null if
     * there is none.
     */
    private @Nullable Copy late() {
      for (Event event : events) {
        Copy copy = picture.journeys().copyOf(event.sequence());
        Event landed = copy == null ? null : copy.landed();
        if (copy != null
            && landed != null
            && event.detail() instanceof CommandEvent.Submitted
            && finding.events().contains(landed.sequence())) {
          return copy;
        }
      }
      return null;
    }

    private static List<Point> journey(Copy copy) {
      List<Point> journey = new ArrayList<>();
      for (Event step : copy.steps()) {
        switch (step.detail()) {
          case CommandEvent.Submitted _ -> journey.add(step(step, "submitted"));
          case CommandEvent.Received _ -> journey.add(step(step, "at the target"));
          case CommandEvent.Executing _ -> journey.add(step(step, "at media"));
          case CommandEvent.Executed _ -> journey.add(step(step, "landed"));
          default -> {}
        }
      }
      return List.copyOf(journey);
    }

    private static Point step(Event step, String words) {
      return new Point(Kind.STEP, step.lane(), step.nanos(), step.sequence(), words);
    }

    private @Nullable Point moment(Event event, @Nullable Copy late) {
      if (event.lane().group() == Lane.Group.WORKLOAD) {
        return workload(event);
      }
      Copy copy = picture.journeys().copyOf(event.sequence());
      boolean landed = event.detail() instanceof CommandEvent.Executed;
      if (copy == null || !landed) {
        return null;
      }
      boolean isRetry =
          late != null && copy.operation() != 0 && copy.operation() == late.operation();
      Kind kind = copy.equals(late) ? Kind.LATE : isRetry ? Kind.RETRY : Kind.NEWER;
      return point(kind, event, words(kind, copy.operation()));
    }

    private @Nullable Point workload(Event event) {
      for (long operation : finding.operations()) {
        Journey journey = picture.journeys().operation(operation);
        boolean its =
            journey != null
                && journey.events().stream().anyMatch(step -> step.sequence() == event.sequence());
        if (journey != null && its) {
          Kind kind = journey.isWrite() ? Kind.NEWER : Kind.READ;
          return point(kind, event, words(kind, operation));
        }
      }
      return null;
    }

    private static Point point(Kind kind, Event event, String words) {
      return new Point(
          kind,
          event.lane(),
          event.nanos(),
          event.sequence(),
          "%s, %s".formatted(words, Text.moment(event.nanos())));
    }

    private String words(Kind kind, long operation) {
      if (operation == 0) {
        return kind == Kind.LATE ? "late copy lands" : "newer write had landed";
      }
      Journey journey = picture.journeys().operation(operation);
      String version =
          journey == null || journey.request() == null || !journey.isWrite()
              ? ""
              : String.format(Locale.ROOT, " v%d", journey.request().version());
      return switch (kind) {
        case STEP -> "";
        case NEWER -> "write %d%s had landed".formatted(operation, version);
        case RETRY -> "its retry%s landed".formatted(version);
        case LATE -> "late copy of write %d%s lands".formatted(operation, version);
        case READ -> "read %d saw the old data".formatted(operation);
      };
    }
  }
}
