package dev.fenceline.session;

import com.fasterxml.jackson.core.JsonProcessingException;

/** Thrown for JSON that is not a line of a session. */
final class SessionLineException extends JsonProcessingException {
  private static final long serialVersionUID = 1;

  SessionLineException(String message) {
    super(message);
  }
}
