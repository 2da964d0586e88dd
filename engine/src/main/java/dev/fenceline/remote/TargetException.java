package dev.fenceline.remote;

/**
 * The exception for a real target that cannot be reached or does not behave as an NVMe/TCP target.
 */
public final class TargetException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Creates it with a message that says what failed, where and, as far as is known, why. */
  public TargetException(String message) {
    super(message);
  }
}
