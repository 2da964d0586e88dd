package dev.fenceline.event;

/** Records the events of a component. Called on the loop thread only. */
public interface Recorder {
  /**
   * Records an event at the current time.
   *
   * @param lane the swimlane that the event belongs to
   * @param cause the sequence number of the event that caused it, or 0
   * @param detail what happened
   * @return the sequence number of the event, as the cause of later events
   */
  long record(Lane lane, long cause, Detail detail);
}
