package dev.fenceline.session;

/**
 * A note of a user at a time of a session, or on a range of it. A later line with the same ID
 * replaces an earlier one.
 *
 * @param id unique within the session
 * @param nanos the time, in nanoseconds since the session began; of a range, its beginning
 * @param toNanos the end of the range; equal to {@code nanos} for a single moment
 * @param lane the lane of the note, such as {@code host/nvme4}; empty if it has none
 * @param text the text of the note; empty if the note was deleted
 */
public record SessionNote(String id, long nanos, long toNanos, String lane, String text) {
  public SessionNote {
    toNanos = Math.max(nanos, toNanos);
  }

  /** Creates a note at a single moment. */
  public SessionNote(String id, long nanos, String lane, String text) {
    this(id, nanos, nanos, lane, text);
  }

  /** Returns the same note with another text. */
  public SessionNote saying(String newText) {
    return new SessionNote(id, nanos, toNanos, lane, newText);
  }

  /** Reports whether it is on a range. */
  public boolean isRange() {
    return toNanos > nanos;
  }
}
