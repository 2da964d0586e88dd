package dev.fenceline.timeline.metrics;

/** Whose requests are measured. */
public enum MeasuredRequests {
  /** Operations of the workload. */
  WORKLOAD,
  /** I/O commands as their host sends them and sees them complete. */
  HOST,
  /** I/O commands as a target receives and answers them. */
  TARGET,
  /** None: the session has no events of I/O. */
  NONE
}
