package dev.fenceline.event;

/**
 * The event that caused another one. It is a type of its own so that a sequence number and a time
 * cannot be mistaken for each other.
 *
 * @param sequence the sequence number of the event; 0 if there is none
 */
public record Cause(long sequence) {
  /** No event of the same component is known to be the cause. */
  public static final Cause NONE = new Cause(0);

  public Cause {
    if (sequence < 0) {
      throw new IllegalArgumentException("there is no event " + sequence);
    }
  }

  /** Returns the cause with this sequence number, or {@link #NONE} for 0. */
  public static Cause of(long sequence) {
    return sequence == 0 ? NONE : new Cause(sequence);
  }

  /** Reports whether there is no cause. */
  public boolean isNone() {
    return sequence == 0;
  }
}
