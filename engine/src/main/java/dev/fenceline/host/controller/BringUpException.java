package dev.fenceline.host.controller;

import dev.fenceline.event.ControllerEvent.ConnectFailed;
import dev.fenceline.host.queue.CommandFailedException;
import dev.fenceline.host.queue.Request.Answer;

/** Thrown when a step of a bring-up has failed. */
public final class BringUpException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Beginning of the name of each step that is a Connect command. */
  static final String CONNECT = "Connect";

  /** The step whose status Linux does not keep (nvme_init_identify: EIO). */
  static final String IDENTIFY = "Identify Controller";

  /** The step whose refusal leaves Linux without I/O queues (nvme_set_queue_count, then ENOMEM). */
  static final String QUEUE_COUNT = "Set Features Number of Queues";

  /** EIO: the code if there is no NVMe status. */
  private static final int IO_ERROR = -5;

  /** ENOMEM: no I/O queue can be set up. */
  private static final int NO_QUEUES = -12;

  /** EAGAIN: the result of waiting for an ICResp that does not arrive. */
  private static final int TRY_AGAIN = -11;

  private static final int CONNECTION_RESET = -104;
  private static final int CONNECTION_REFUSED = -111;

  private final String step;
  private final String problem;
  private final int status;
  private final boolean finalRefusal;

  BringUpException(String step, Throwable cause) {
    super(cause);
    this.step = step;
    String message = cause.getMessage();
    this.problem = message == null ? cause.toString() : message;
    if (cause instanceof CommandFailedException failed) {
      this.status = Answer.field(failed.status());
      this.finalRefusal = failed.status().dnr() && keepsStatus(step);
    } else {
      this.status = 0;
      this.finalRefusal = false;
    }
  }

  /** Reports whether Linux passes the status of a step to nvmf_should_reconnect. */
  private static boolean keepsStatus(String step) {
    return !step.equals(IDENTIFY) && !step.equals(QUEUE_COUNT);
  }

  /** Returns the failed step, such as {@code Identify Controller}. */
  public String step() {
    return step;
  }

  /** Describes the problem in words. */
  public String problem() {
    return problem;
  }

  /** Returns the completion status of the failed step, or 0 if there was none. */
  public int status() {
    return status;
  }

  /**
   * Returns the code that Linux prints when it gives up the controller: a status, or a negative
   * errno.
   */
  public int code() {
    if (status != 0) {
      return keepsStatus(step) ? status : step.equals(QUEUE_COUNT) ? NO_QUEUES : IO_ERROR;
    }
    if (problem.startsWith(ConnectFailed.NO_CONNECTION)) {
      return CONNECTION_REFUSED;
    }
    if (problem.equals(ConnectFailed.NO_ICRESP)) {
      return TRY_AGAIN;
    }
    return step.equals(ConnectFailed.ADMIN_CONNECTION) ? CONNECTION_RESET : IO_ERROR;
  }

  /**
   * Reports whether the step was refused with Do Not Retry in a status that Linux keeps, so that
   * the host does not try again.
   */
  public boolean isFinalRefusal() {
    return finalRefusal;
  }
}
