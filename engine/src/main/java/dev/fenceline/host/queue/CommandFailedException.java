package dev.fenceline.host.queue;

import dev.fenceline.nvme.Status;

/** The exception of a host's own command that ended with an error. */
public final class CommandFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Status status;

  public CommandFailedException(Status status) {
    super(status.toString());
    this.status = status;
  }

  public Status status() {
    return status;
  }
}
