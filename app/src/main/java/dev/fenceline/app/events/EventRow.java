package dev.fenceline.app.events;

/**
 * A row of the table of events.
 *
 * @param sequence sequence number of the event
 * @param nanos nanoseconds since the session began
 * @param lane where it happened
 * @param kind kind of the event, as in the session file
 * @param words what happened
 * @param finding whether it is a finding of a check
 */
public record EventRow(
    long sequence, long nanos, String lane, String kind, String words, boolean finding) {}
