package dev.fenceline.exchange;

import java.io.IOException;

/**
 * The exception for a file that no reader can read. The message says what it is not and what was
 * expected.
 */
public final class FormatException extends IOException {
  private static final long serialVersionUID = 1;

  FormatException(String message) {
    super(message);
  }
}
