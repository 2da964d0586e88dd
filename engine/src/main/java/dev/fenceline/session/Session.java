package dev.fenceline.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fenceline.event.Event;
import dev.fenceline.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * @param others the other lines, each as one JSON object: the lesson, and what this version does
 *     not know
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

  /** How the line with the lesson begins. */
  private static final String LESSON = "{\"lesson\":";

  public Session {
    events = Timeline.unchanging(events);
    notes = List.copyOf(notes);
    extras = Map.copyOf(extras);
    others = List.copyOf(others);
    warnings = List.copyOf(warnings);
  }

  /**
   * Returns the lesson in the file, as a JSON object that only lessons interpret; empty if there is
   * none. Of several, the last one counts.
   */
  public Optional<String> lesson() {
    return others.reversed().stream()
        .filter(Session::isLesson)
        .findFirst()
        .flatMap(Session::inLine);
  }

  /**
   * Returns the same session with another lesson.
   *
   * @param lesson a JSON object; null for no lesson
   */
  public Session withLesson(@Nullable String lesson) {
    List<String> lines = new ArrayList<>(others);
    lines.removeIf(Session::isLesson);
    if (lesson != null) {
      lines.add(LESSON + lesson + "}");
    }
    return new Session(header, events, notes, view, extras, lines, warnings);
  }

  private static boolean isLesson(String line) {
    return line.startsWith(LESSON);
  }

  private static Optional<String> inLine(String line) {
    try {
      return Optional.of(Json.object(line).path("lesson").toString());
    } catch (JsonProcessingException e) {
      // Lines are read from a file or written by withLesson, so each of them is an object.
      throw new IllegalStateException(line, e);
    }
  }

  /** Returns a new session that has only a header and events. */
  public static Session of(SessionHeader header, List<Event> events) {
    return new Session(header, events, List.of(), null, Map.of(), List.of(), List.of());
  }
}
