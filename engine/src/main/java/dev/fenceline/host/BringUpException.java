package dev.fenceline.host;

import dev.fenceline.host.Request.Answer;

/** Bring-up failed at a step. */
final class BringUpException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Begins the name of every step that a Connect command can refuse for good. */
  static final String CONNECT = "Connect";

  /** EIO: what is said where no NVMe status says more. */
  private static final int IO_ERROR = -5;

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
      this.finalRefusal = failed.status().dnr() && step.startsWith(CONNECT);
    } else {
      this.status = 0;
      this.finalRefusal = false;
    }
  }

  /** The step that failed, such as {@code Identify Controller}. */
  String step() {
    return step;
  }

  /** What went wrong, in words. */
  String problem() {
    return problem;
  }

  /** The completion status that ended it, 0 if it was none. */
  int status() {
    return status;
  }

  /** What Linux prints when it gives the controller up: a status, or a negative errno. */
  int code() {
    return status == 0 ? IO_ERROR : status;
  }

  /** A Connect was refused with Do Not Retry: the host must not come again. */
  boolean isFinalRefusal() {
    return finalRefusal;
  }
}
