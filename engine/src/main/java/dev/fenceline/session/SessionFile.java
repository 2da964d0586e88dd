package dev.fenceline.session;

import dev.fenceline.event.Event;
import java.io.IOException;
import java.nio.file.Path;

/** Saves sessions: the same session gives the same bytes. */
@SuppressWarnings("DoNotCallSuggester")
public final class SessionFile {
  private SessionFile() {}

  /** How the bytes of a file are kept; reading finds out by itself. */
  public enum Form {
    /** JSON Lines that any tool can read. */
    PLAIN,
    /** The same through gzip, about a sixth of the size. */
    GZIP
  }

  /**
   * Saves a session that was read or made before, with its notes, view and unknown fields. Ending
   * {@code .gz} means {@link Form#GZIP}, any other {@link Form#PLAIN}.
   *
   * @throws IOException if the file cannot be written; an earlier file of that name is then
   *     untouched
   */
  public static void save(Path file, Session session) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** As {@link #save(Path, Session)}, in a given form. */
  public static void save(Path file, Session session, Form form) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Saves a new session: a header and its events, in order from sequence number 1. */
  public static void save(Path file, SessionHeader header, Iterable<Event> events)
      throws IOException {
    throw new UnsupportedOperationException();
  }
}
