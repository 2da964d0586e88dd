package dev.fenceline.session;

import dev.fenceline.event.Event;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The contents of a session file.
 *
 * @param header its first line
 * @param events all events, in order; the first has sequence number 1
 * @param notes notes of users, each in its last version, in order of first appearance
 * @param view the last view of the session, as a JSON object that only the user interface
 *     interprets; null if there is none
 * @param extras fields that this version does not know, by the sequence number of their event, each
 *     as one JSON object; those of the header have the key {@link #HEADER_EXTRAS}
 * @param others lines that this version does not know, each as one JSON object
 * @param warnings sentences about missing or damaged parts; empty if the file is complete
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

  /** Returns a new session that has only a header and events. */
  public static Session of(SessionHeader header, List<Event> events) {
    return new Session(header, events, List.of(), null, Map.of(), List.of(), List.of());
  }
}
