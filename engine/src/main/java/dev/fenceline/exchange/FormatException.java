package dev.fenceline.exchange;

import java.io.IOException;

/**
 * The exception for a file that no reader supports. The message says what was expected and how the
 * file differs.
 */
public final class FormatException extends IOException {
  private static final long serialVersionUID = 1;

  FormatException(String message) {
    super(message);
  }
}
