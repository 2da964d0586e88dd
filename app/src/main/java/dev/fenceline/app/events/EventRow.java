package dev.fenceline.app.events;

import dev.fenceline.event.Event;

/**
 * A row of the table of events.
 *
 * @param event the event
 * @param isFinding whether it is a finding of a check
 */
record EventRow(Event event, boolean isFinding) {
  /** Returns the sequence number of the event. */
  long sequence() {
    return event.sequence();
  }
}
