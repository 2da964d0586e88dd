package dev.fenceline.lab;

/** A command that makes the media of a real target slow, or ends it, did not do so. */
public final class SlowHintException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Says which command, and what came of it. */
  public SlowHintException(String message) {
    super(message);
  }
}
