package dev.fenceline.timeline;

/**
 * A phase of a recovery, as the strip above the swimlanes shows it.
 *
 * @param kind what goes on
 * @param fromNanos when it begins
 * @param toNanos when it ends
 */
public record Phase(Kind kind, long fromNanos, long toNanos) {
  /** What goes on. */
  public enum Kind {
    /** Nothing is wrong. */
    STEADY("steady", "Every path works."),
    /** The path has failed and the host does not know. */
    DETECT("Detect", "The path has failed and the host does not know it yet."),
    /** Held until the old instance can do no harm. */
    FENCE("Fence", "Requests are held until the old instance can do no more harm."),
    /** Connections close, requests go elsewhere. */
    RESET("Reset", "Connections are closed, and what was held goes on over other paths."),
    /** Waiting to connect again, and connecting. */
    RECONNECT("Reconnect delay", "Waiting to connect again, then connecting.");

    private final String word;
    private final String explanation;

    Kind(String word, String explanation) {
      this.word = word;
      this.explanation = explanation;
    }

    /** The phase in a word or two. */
    public String word() {
      return word;
    }

    /** One plain sentence for a person who does not know the word. */
    public String explanation() {
      return explanation;
    }
  }

  /** How long it lasts. */
  public long durationNanos() {
    return toNanos - fromNanos;
  }

  /** Word and duration, such as {@code Fence 1.50 s}; a steady phase says only so. */
  public String label() {
    return kind == Kind.STEADY ? kind.word : kind.word + " " + Text.duration(durationNanos());
  }
}
