package dev.fenceline.exchange.redaction;

import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.LogEvent;
import dev.fenceline.event.UnknownEvent;
import dev.fenceline.event.schema.EventSchema;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionHeader;
import dev.fenceline.session.SessionNote;
import dev.fenceline.timeline.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A session without what identifies hosts, targets and networks: addresses, NQNs, host identifiers,
 * and the host names that a log declares. The same identifier gets the same substitute everywhere.
 * Of a log line, what collectors put before the message is left out, because it can hold any name.
 * Fields that this version does not know are left out, because nobody can tell what they hold.
 *
 * <p>Sessions hold no payload. Times, device names and disks, sizes and the words of messages stay:
 * without them the session would tell nothing.
 *
 * @param session the redacted session
 * @param words what was replaced, in one sentence
 */
public record Redaction(Session session, String words) {

  /** Returns a session without what identifies hosts, targets and networks. */
  public static Redaction of(Session session) {
    Substitutes substitutes = new Substitutes();
    for (Event event : session.events()) {
      if (event.detail() instanceof LogEvent.Opened opened) {
        opened.hosts().forEach(substitutes::name);
      }
    }
    List<Event> events = new ArrayList<>(session.events().size());
    for (Event event : session.events()) {
      events.add(
          new Event(
              event.sequence(),
              event.nanos(),
              lane(event.lane(), substitutes),
              event.cause(),
              detail(event.detail(), substitutes)));
    }
    List<SessionNote> notes =
        session.notes().stream().map(note -> note(note, substitutes)).toList();
    Session redacted =
        new Session(
            header(session.header(), substitutes),
            events,
            notes,
            session.view(),
            Map.of(),
            List.of(),
            session.warnings().stream().map(substitutes::in).toList());
    return new Redaction(redacted, words(session, substitutes));
  }

  private static Lane lane(Lane lane, Substitutes substitutes) {
    String name = substitutes.in(lane.plainName());
    return name.equals(lane.plainName())
        ? lane
        : new Lane(lane.group(), lane.mark(), name, lane.generation());
  }

  private static Detail detail(Detail detail, Substitutes substitutes) {
    if (detail instanceof UnknownEvent unknown) {
      return new UnknownEvent(unknown.kind(), "{}");
    }
    Detail headless =
        detail instanceof LogEvent.Line line
            ? new LogEvent.Line("", line.time(), line.prefix(), line.text())
            : detail;
    return EventSchema.of(headless).changed(headless, (_, value) -> changed(value, substitutes));
  }

  private static Object changed(Object value, Substitutes substitutes) {
    return switch (value) {
      case String text -> substitutes.in(text);
      case List<?> all when all.stream().allMatch(String.class::isInstance) ->
          all.stream().map(each -> substitutes.in((String) each)).toList();
      default -> value;
    };
  }

  private static SessionNote note(SessionNote note, Substitutes substitutes) {
    return new SessionNote(
        note.id(),
        note.nanos(),
        note.toNanos(),
        substitutes.in(note.lane()),
        substitutes.in(note.text()));
  }

  private static SessionHeader header(SessionHeader header, Substitutes substitutes) {
    String scenario = header.scenario();
    return new SessionHeader(
        header.version(),
        header.program(),
        scenario == null ? "Redacted recording" : substitutes.in(header.title()),
        scenario == null ? null : substitutes.in(scenario),
        header.seed(),
        header.clock(),
        header.source(),
        header.conclusions());
  }

  private static String words(Session session, Substitutes substitutes) {
    String unknown =
        session.extras().isEmpty() && session.others().isEmpty()
            ? ""
            : " Fields that this version does not know are left out.";
    return "%s, %s, %s and %s were replaced. Times, device names and messages are kept.%s"
        .formatted(
            substitutes.addressCount() == 1
                ? "1 address"
                : Text.number(substitutes.addressCount()) + " addresses",
            Text.count(substitutes.nqnCount(), "NQN"),
            Text.count(substitutes.uuidCount(), "identifier"),
            Text.count(substitutes.nameCount(), "host name"),
            unknown);
  }
}
