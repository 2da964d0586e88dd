package dev.fenceline.session;

import dev.fenceline.event.Event;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A session as a file holds it.
 *
 * @param header its first line
 * @param events all events, in order; the first has sequence number 1
 * @param notes what people wrote, the last version of each, in order of their first appearance
 * @param view how the session was last looked at, one JSON object that only the window understands;
 *     null: never
 * @param extras fields that this version does not know, by the sequence number of their event, each
 *     one JSON object; {@link #HEADER_EXTRAS} are those of the header
 * @param others whole lines that this version does not know, each one JSON object
 * @param warnings what is missing or doubtful, each one sentence for a person; empty: the file is
 *     complete
 */
public record Session(
    SessionHeader header,
    List<Event> events,
    List<SessionNote> notes,
    @Nullable String view,
    Map<Long, String> extras,
    List<String> others,
    List<String> warnings) {
  /** The key of the header's unknown fields in {@code extras}; no event has this number. */
  public static final long HEADER_EXTRAS = 0;

  public Session {
    events = List.copyOf(events);
    notes = List.copyOf(notes);
    extras = Map.copyOf(extras);
    others = List.copyOf(others);
    warnings = List.copyOf(warnings);
  }

  /** Returns a new session: nothing but a header and its events. */
  public static Session of(SessionHeader header, List<Event> events) {
    return new Session(header, events, List.of(), null, Map.of(), List.of(), List.of());
  }

  /** The same session with other notes and another view. */
  public Session with(List<SessionNote> newNotes, @Nullable String newView) {
    return new Session(header, events, newNotes, newView, extras, others, warnings);
  }
}
