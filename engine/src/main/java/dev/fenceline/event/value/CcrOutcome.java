package dev.fenceline.event.value;

/** The outcome of one cross-controller reset through one source, as the host sees it. */
public enum CcrOutcome {
  /** The log entry of this reset says success. */
  SUCCESS,
  /** The completion says that the instance no longer exists (dword 0, bit 0). */
  IMMEDIATE,
  /** The source refused the command. */
  REJECTED,
  /** The source accepted the command and the log entry says that the reset failed. */
  FAILED,
  /** No outcome was seen in time. */
  TIMED_OUT,
  /** The source controller itself failed while the host waited. */
  SOURCE_LOST;

  /** Reports whether the impacted instance is known to be gone. */
  public boolean isSuccess() {
    return this == SUCCESS || this == IMMEDIATE;
  }
}
