package dev.fenceline.event;

/** Records the events of a component. Called on the loop thread only. */
public interface Recorder {
  /**
   * Records an event at the current time.
   *
   * @param lane the swimlane that the event belongs to
   * @param cause the event that caused it
   * @param detail what happened
   * @return the event, as the cause of later events
   */
  Cause record(Lane lane, Cause cause, Detail detail);
}
