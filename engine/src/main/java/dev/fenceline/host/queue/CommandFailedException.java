package dev.fenceline.host.queue;

import dev.fenceline.nvme.Status;

/** Thrown when a command of the host itself has failed. */
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
