package dev.fenceline.event;

/**
 * One thing that happened, with its place in the run.
 *
 * @param sequence 1 for the first event of a run, then one more for each; order of sequence is
 *     order of time
 * @param nanos nanoseconds since the session began
 * @param lane whose swimlane it belongs to
 * @param cause the sequence number of the event that led to it, within one component; 0 when none
 *     did
 * @param detail what happened
 */
public record Event(long sequence, long nanos, Lane lane, long cause, Detail detail) {
  public Event {
    if (sequence < 1 || cause < 0 || cause >= sequence) {
      throw new IllegalArgumentException(
          "event %d: cause %d must be an earlier event".formatted(sequence, cause));
    }
  }
}
