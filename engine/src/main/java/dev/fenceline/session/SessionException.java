package dev.fenceline.session;

import java.io.IOException;

/**
 * A file that is no session, or one that this version cannot read. The message says what is wrong,
 * where, and what to do.
 */
public final class SessionException extends IOException {
  private static final long serialVersionUID = 1;

  SessionException(String message) {
    super(message);
  }
}
