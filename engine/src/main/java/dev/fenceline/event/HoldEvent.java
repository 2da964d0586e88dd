package dev.fenceline.event;

/**
 * The time-based hold of TP4129: wait until the target must have noticed and quiesced. Lane: the
 * failed controller's.
 */
public sealed interface HoldEvent extends Detail {
  /**
   * The hold has begun.
   *
   * @param remainingMillis what is left of T
   * @param untilNanos when it ends
   */
  @Kind("hold-armed")
  record Armed(long remainingMillis, long untilNanos) implements HoldEvent {}

  /** The hold ended before its time: a reset of the failed controller was confirmed. */
  @Kind("hold-released")
  record Released() implements HoldEvent {}

  /** The hold has ended by time. */
  @Kind("hold-ended")
  record Ended() implements HoldEvent {}
}
