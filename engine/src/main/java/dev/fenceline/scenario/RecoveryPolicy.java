package dev.fenceline.scenario;

/** What a host does when a path fails. */
public enum RecoveryPolicy {
  /** Linux before the series: tear down and fail over at once. */
  NONE,
  /** The hold of TP4129 only. */
  TIME_BASED,
  /**
   * Rapid path failure recovery: fence by cross-controller reset, fall back to the hold; with CQT 0
   * go on at once (versions 2 and 3 of the series).
   */
  RPFR,
  /** Version 4 of the series: fence by cross-controller reset, otherwise go on at once. */
  RPFR_NO_HOLD
}
