package dev.fenceline.host;

import dev.fenceline.nvme.Status;

/** A command of the host itself ended with an error. */
final class CommandFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Status status;

  CommandFailedException(Status status) {
    super(status.toString());
    this.status = status;
  }

  Status status() {
    return status;
  }
}
