package dev.fenceline.session;

import java.io.IOException;

/**
 * Thrown for a file that is not a session or that this version cannot read. The message says what
 * is wrong, where, and what to do.
 */
public final class SessionException extends IOException {
  private static final long serialVersionUID = 1;

  SessionException(String message) {
    super(message);
  }
}
