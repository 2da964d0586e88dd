package dev.fenceline.swimlane.picture;

import dev.fenceline.event.Lane;

/**
 * Something that went from one lane to another.
 *
 * @param kind what it was
 * @param from the lane that it left
 * @param fromNanos when it left
 * @param to the lane that it reached
 * @param toNanos when it arrived
 * @param sequence the event that a click on it selects
 */
public record Arrow(Kind kind, Lane from, long fromNanos, Lane to, long toNanos, long sequence) {
  /** What goes from lane to lane. */
  public enum Kind {
    /** A cross-controller reset, from the host to the source at the target. */
    CCR("CCR", "The host asks the surviving controller to reset the failed one."),
    /** The source resets the impacted instance. */
    RESET("reset", "The surviving controller resets the failed one."),
    /** The last command of the impacted instance has left the back end. */
    DONE("done", "The target says that the reset has ended."),
    /** The event that notifies the host that the reset has ended. */
    AEN("AEN", "The target tells the host that the reset is done."),
    /** A write on its way to an instance that executes it much later. */
    WRITE("", "A write that the target still held when the path failed."),
    /** A write that took effect after its retry. */
    STALE("stale write", "A write that took effect after the host had given it up."),
    /** The copy that the host sent over another controller. */
    RETRY("retry", "The host sends the write again over another controller.");

    private final String word;
    private final String explanation;

    Kind(String word, String explanation) {
      this.word = word;
      this.explanation = explanation;
    }

    /** Returns the word that is written on the arrow, or an empty string if there is none. */
    public String word() {
      return word;
    }

    /** Returns one sentence that explains the arrow. */
    public String explanation() {
      return explanation;
    }
  }

  /** Returns when it left or arrived, whichever is earlier. */
  public long beginNanos() {
    return Math.min(fromNanos, toNanos);
  }

  /** Returns when it left or arrived, whichever is later. */
  public long endNanos() {
    return Math.max(fromNanos, toNanos);
  }
}
