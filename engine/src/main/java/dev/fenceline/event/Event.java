package dev.fenceline.event;

/**
 * One event of a run, with its time and lane.
 *
 * @param sequence 1 for the first event of a run, incremented for each further event; events are
 *     numbered in order of time
 * @param nanos nanoseconds since the session began
 * @param lane the swimlane that the event belongs to
 * @param cause the event of the same component that caused this event
 * @param detail what happened
 */
public record Event(long sequence, long nanos, Lane lane, Cause cause, Detail detail) {
  public Event {
    if (sequence < 1 || cause.sequence() >= sequence) {
      throw new IllegalArgumentException(
          "event %d: cause %d must be an earlier event".formatted(sequence, cause.sequence()));
    }
  }

  /** Returns the event as the cause of later ones. */
  public Cause asCause() {
    return new Cause(sequence);
  }
}
