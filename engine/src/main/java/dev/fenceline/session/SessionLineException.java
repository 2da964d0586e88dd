package dev.fenceline.session;

import com.fasterxml.jackson.core.JsonProcessingException;

/** JSON that is no line of a session. */
final class SessionLineException extends JsonProcessingException {
  private static final long serialVersionUID = 1;

  SessionLineException(String message) {
    super(message);
  }
}
