package dev.fenceline.session;

import java.io.IOException;
import java.nio.file.Path;

/** Reads session files, plain or gzip. */
@SuppressWarnings("DoNotCallSuggester")
public final class SessionReader {
  private SessionReader() {}

  /**
   * Reads a session. One that ends too early or is damaged is read up to there, with a warning.
   *
   * @throws SessionException if it is no session, or of a newer version, or beyond a limit
   * @throws IOException if the file cannot be read
   */
  public static Session read(Path file) throws IOException {
    throw new UnsupportedOperationException();
  }
}
