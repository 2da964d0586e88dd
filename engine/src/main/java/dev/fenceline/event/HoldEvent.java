package dev.fenceline.event;

import static dev.fenceline.event.Meaning.DURATION;
import static dev.fenceline.event.Meaning.MOMENT;

/**
 * The time-based hold of TP4129: the host waits until the target must have detected the failure and
 * quiesced. Recorded on the lane of the failed controller.
 */
public sealed interface HoldEvent extends Detail {
  @Kind(name = "hold-armed", text = "The hold has begun.")
  record Armed(
      @Field(
              value = DURATION,
              text = "the rest of T; 0 if it is not known, as for a real host before its hold ends",
              unknown = 0)
          long remainingMillis,
      @Field(value = MOMENT, text = "when the hold ends; 0 if it is not known", unknown = 0)
          long untilNanos)
      implements HoldEvent {}

  @Kind(
      name = "hold-released",
      text = "The hold ended early, because a reset of the failed controller was confirmed.")
  record Released() implements HoldEvent {}

  @Kind(name = "hold-ended", text = "The hold has ended because its time has passed.")
  record Ended(
      @Field(
              value = DURATION,
              text =
                  "T, counted from detection, if it became known only by the end of the hold; 0 if"
                      + " it was known before or is not known",
              none = 0)
          long timeoutMillis)
      implements HoldEvent {
    /** Creates the event for the end of a hold whose length was known before. */
    public Ended() {
      this(0);
    }
  }
}
