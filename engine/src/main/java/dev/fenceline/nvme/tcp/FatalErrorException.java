package dev.fenceline.nvme.tcp;

/**
 * Thrown by the parser when the byte stream cannot continue. Contains the error to report to the
 * peer.
 */
public final class FatalErrorException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient FatalError error;

  public FatalErrorException(FatalError error) {
    super(error.problem());
    this.error = error;
  }

  public FatalError error() {
    return error;
  }
}
