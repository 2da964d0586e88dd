package dev.fenceline.host;

import dev.fenceline.nvme.Status;

/** The exception of a host's own command that ended with an error. */
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
