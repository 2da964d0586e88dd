package dev.fenceline.session;

import dev.fenceline.event.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Appends a live run to its file, on a thread of its own, so that a crash loses at most the last
 * second. One thread gives it events.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class SessionWriter implements Consumer<Event>, AutoCloseable {
  private SessionWriter() {}

  /**
   * Begins a file, plain; replaces an existing one.
   *
   * @throws IOException if the file cannot be written
   */
  public static SessionWriter open(Path file, SessionHeader header) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Takes the next event; waits while too many are still unwritten. */
  @Override
  public void accept(Event event) {
    throw new UnsupportedOperationException();
  }

  /** Why nothing more is written, such as a full disk; empty while all is well. */
  public Optional<IOException> failure() {
    throw new UnsupportedOperationException();
  }

  /**
   * Writes what is left and the last line, and closes the file.
   *
   * @throws IOException if anything could not be written
   */
  @Override
  public void close() throws IOException {
    throw new UnsupportedOperationException();
  }
}
