package dev.fenceline.event;

/**
 * The time-based hold of TP4129: wait until the target must have noticed and quiesced. Lane: the
 * failed controller's.
 */
public sealed interface HoldEvent extends Detail {
  /**
   * The hold has begun.
   *
   * @param remainingMillis what is left of T; 0: not known, as of a real host before its hold ends
   * @param untilNanos when it ends; 0: not known
   */
  @Kind("hold-armed")
  record Armed(long remainingMillis, long untilNanos) implements HoldEvent {}

  /** The hold ended before its time: a reset of the failed controller was confirmed. */
  @Kind("hold-released")
  record Released() implements HoldEvent {}

  /**
   * The hold has ended by time.
   *
   * @param timeoutMillis T, counted from detection, where only the end of the hold has shown it; 0:
   *     as was said before, or not known
   */
  @Kind("hold-ended")
  record Ended(long timeoutMillis) implements HoldEvent {
    /** The end of a hold whose length was known before. */
    public Ended() {
      this(0);
    }
  }
}
