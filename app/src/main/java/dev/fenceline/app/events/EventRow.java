package dev.fenceline.app.events;

/**
 * An event as the table shows it.
 *
 * @param sequence its sequence number
 * @param nanos when it happened, since the session began
 * @param lane where it happened
 * @param kind what kind of event, as in the session file
 * @param words what happened
 * @param finding whether it is a finding of a check
 */
public record EventRow(
    long sequence, long nanos, String lane, String kind, String words, boolean finding) {}
