package dev.fenceline.session;

/**
 * What a person wrote at a moment of a session. A later line with the same id wins over an earlier
 * one.
 *
 * @param id unique within the session
 * @param nanos the moment, since the session began
 * @param lane the lane it is pinned to, such as {@code host/nvme4}; empty: none
 * @param text what was written; empty: the note was deleted
 */
public record SessionNote(String id, long nanos, String lane, String text) {}
