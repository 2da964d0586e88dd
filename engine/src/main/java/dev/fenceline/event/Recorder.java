package dev.fenceline.event;

/**
 * All that a component knows of the outside: it says what happened. Called on the loop thread only.
 */
public interface Recorder {
  /**
   * Records an event at the present moment.
   *
   * @param lane whose swimlane it belongs to
   * @param cause the sequence number of the event that led to it, or 0
   * @param detail what happened
   * @return its sequence number: the cause of what follows
   */
  long record(Lane lane, long cause, Detail detail);
}
