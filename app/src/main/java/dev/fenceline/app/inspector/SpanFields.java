package dev.fenceline.app.inspector;

import dev.fenceline.app.inspector.InspectorPage.Field;
import dev.fenceline.app.workspace.Timecode;
import dev.fenceline.event.Event;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.span.Span;
import dev.fenceline.timeline.span.StateSpans;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Says how long something lasts that an event begins or ends, and what is before and after it. */
final class SpanFields {
  private SpanFields() {}

  static List<Field> of(StateSpans spans, Event event) {
    Span begun = spans.begunBy(event);
    if (begun != null) {
      List<Field> fields = new ArrayList<>(due(spans, begun));
      fields.addAll(begun(begun));
      fields.addAll(neighbours(spans, begun));
      return fields;
    }
    Span ended = spans.endedBy(event);
    return ended == null
        ? List.of()
        : Stream.concat(due(spans, ended).stream(), ended(ended).stream()).toList();
  }

  /** Says when a Keep Alive was due, and the next one, as the timer of the host shows it. */
  private static List<Field> due(StateSpans spans, Span span) {
    if (!(span instanceof Span.KeepAlive alive)) {
      return List.of();
    }
    List<Field> fields = new ArrayList<>();
    for (Span.Timer timer : spans.spans(span.lane(), Span.Timer.class)) {
      if (timer.timer().equals("keep alive")) {
        boolean isFired = timer.ending() == Span.TimerEnding.FIRED;
        if (isFired && timer.toNanos() == span.fromNanos()) {
          fields.add(new Field("Due", time(timer.dueNanos())));
        }
        if (alive.answered() && timer.fromNanos() == span.toNanos()) {
          fields.add(new Field("Next one due", time(timer.dueNanos())));
        }
      }
    }
    if (alive.ending() == Span.KeepAliveEnding.EXPIRED) {
      fields.add(new Field("Answer due", time(span.toNanos())));
    }
    return fields;
  }

  private static List<Field> begun(Span span) {
    if (span.interval().isOpen()) {
      return List.of(new Field(end(span), "not by the end of the session"));
    }
    return List.of(
        new Field(end(span), time(span.toNanos())),
        new Field("Lasted", Text.measured(span.interval().durationNanos())));
  }

  private static String end(Span span) {
    return span instanceof Span.KeepAlive alive
        ? switch (alive.ending()) {
          case OPEN, ANSWERED -> "Answered";
          case EXPIRED -> "Given up";
          case FAILED -> "Failed";
        }
        : "Ended";
  }

  private static List<Field> ended(Span span) {
    boolean isRequest = span instanceof Span.KeepAlive || span instanceof Span.Command;
    return List.of(
        new Field(isRequest ? "Sent" : "Began", time(span.fromNanos())),
        new Field("Lasted", Text.measured(span.interval().durationNanos())));
  }

  /** Returns the states before and after a state of the same lane. */
  private static List<Field> neighbours(StateSpans spans, Span span) {
    if (word(span).isEmpty()) {
      return List.of();
    }
    List<? extends Span> states = spans.spans(span.lane(), span.getClass());
    int at = states.indexOf(span);
    List<Field> fields = new ArrayList<>();
    if (at > 0) {
      fields.add(new Field("State before", describe(states.get(at - 1))));
    }
    if (at >= 0 && at + 1 < states.size()) {
      fields.add(new Field("State after", describe(states.get(at + 1))));
    }
    return fields;
  }

  private static String describe(Span span) {
    return word(span)
        + (span.interval().isOpen()
            ? ", to the end"
            : ", " + Text.measured(span.interval().durationNanos()));
  }

  private static String word(Span span) {
    return switch (span) {
      case Span.Controller controller -> controller.state().name().toLowerCase(Locale.ROOT);
      case Span.Instance instance -> instance.state().name().toLowerCase(Locale.ROOT);
      case Span.Path path -> path.word();
      default -> "";
    };
  }

  private static String time(long nanos) {
    return new Timecode(nanos).seconds();
  }
}
