package dev.fenceline.timeline.recovery;

import dev.fenceline.timeline.Text;
import java.util.List;
import java.util.stream.Stream;

/**
 * A phase of a recovery, as the strip above the swimlanes shows it.
 *
 * @param kind its kind
 * @param fromNanos when it begins
 * @param toNanos when it ends
 * @param isOpen true if it has not ended; {@code toNanos} is then the end of the session
 */
public record Phase(Kind kind, long fromNanos, long toNanos, boolean isOpen) {
  /** The kinds of phases. */
  public enum Kind {
    /** No recovery is in progress. */
    STEADY("no recovery", "none", "No recovery is in progress."),
    /** The path has failed and the host has not detected it. */
    DETECT("Detect", "Detect", "The path has failed and the host does not know it yet."),
    /** Requests are held until the old instance can do no harm. */
    FENCE("Fence", "Fence", "Requests are held until fencing has ended."),
    /** Connections are closed, and requests continue elsewhere. */
    RESET("Reset", "Reset", "Connections are closed; the requests on them may continue."),
    /** The host waits to reconnect, then connects. */
    RECONNECT("Reconnect delay", "Delay", "Waiting to connect again, then connecting.");

    private final String word;
    private final String shortWord;
    private final String explanation;

    Kind(String word, String shortWord, String explanation) {
      this.word = word;
      this.shortWord = shortWord;
      this.explanation = explanation;
    }

    /** Returns one plain sentence that explains the phase. */
    public String explanation() {
      return explanation;
    }
  }

  /** Returns its length, or its length so far if it is open. */
  public long durationNanos() {
    return toNanos - fromNanos;
  }

  /**
   * Returns the label and the words from the longest to the shortest, for a strip that may be
   * narrow.
   */
  public List<String> words() {
    if (kind == Kind.STEADY) {
      return List.of(kind.word, kind.shortWord);
    }
    if (isOpen) {
      return Stream.of(label(), kind.word, kind.shortWord).distinct().toList();
    }
    String duration = Text.duration(durationNanos());
    return Stream.of(label(), kind.word, kind.shortWord + " " + duration, kind.shortWord, duration)
        .distinct()
        .toList();
  }

  /**
   * Returns the word and the duration, such as {@code Fence 1.50 s}. An open phase has no duration,
   * and a steady phase needs none.
   */
  public String label() {
    if (kind == Kind.STEADY) {
      return kind.word;
    }
    return kind.word + (isOpen ? ", not over" : " " + Text.duration(durationNanos()));
  }
}
