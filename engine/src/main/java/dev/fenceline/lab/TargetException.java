package dev.fenceline.lab;

/** A real target cannot be reached, or does not do what an NVMe/TCP target does. */
public final class TargetException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Says what failed, where, and as far as it is known why. */
  public TargetException(String message) {
    super(message);
  }
}
