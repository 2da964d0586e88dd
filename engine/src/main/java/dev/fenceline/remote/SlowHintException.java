package dev.fenceline.remote;

/** The exception for a command that failed to slow the media of a real target, or to end that. */
public final class SlowHintException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Creates it with a message that names the command and its result. */
  public SlowHintException(String message) {
    super(message);
  }
}
