package dev.fenceline.event;

/**
 * The time-based hold of TP4129: the host waits until the target must have detected the failure and
 * quiesced. Lane: the failed controller's.
 */
public sealed interface HoldEvent extends Detail {
  /**
   * The hold has begun.
   *
   * @param remainingMillis the rest of T; 0 if it is not known, as for a real host before its hold
   *     ends
   * @param untilNanos the time at which the hold ends; 0 if it is not known
   */
  @Kind("hold-armed")
  record Armed(long remainingMillis, long untilNanos) implements HoldEvent {}

  /** The hold ended early, because a reset of the failed controller was confirmed. */
  @Kind("hold-released")
  record Released() implements HoldEvent {}

  /**
   * The hold has ended because its time has passed.
   *
   * @param timeoutMillis T, counted from detection, if it became known only by the end of the hold;
   *     0 if it was known before or is not known
   */
  @Kind("hold-ended")
  record Ended(long timeoutMillis) implements HoldEvent {
    /** Creates the end of a hold whose length was known before. */
    public Ended() {
      this(0);
    }
  }
}
