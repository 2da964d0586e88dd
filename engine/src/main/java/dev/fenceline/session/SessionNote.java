package dev.fenceline.session;

/**
 * A note of a user at a time of a session. A later line with the same ID replaces an earlier one.
 *
 * @param id unique within the session
 * @param nanos the time, in nanoseconds since the session began
 * @param lane the lane of the note, such as {@code host/nvme4}; empty if it has none
 * @param text the text of the note; empty if the note was deleted
 */
public record SessionNote(String id, long nanos, String lane, String text) {}
