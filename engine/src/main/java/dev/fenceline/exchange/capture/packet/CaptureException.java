package dev.fenceline.exchange.capture.packet;

import java.io.IOException;

/**
 * The exception for a capture that cannot be read as a session. The message says why and what to
 * do.
 */
public final class CaptureException extends IOException {
  private static final long serialVersionUID = 1;

  public CaptureException(String message) {
    super(message);
  }
}
