package dev.fenceline.timeline;

import java.util.List;
import java.util.stream.Stream;

/**
 * A phase of a recovery, as the strip above the swimlanes shows it.
 *
 * @param kind what goes on
 * @param fromNanos when it begins
 * @param toNanos when it ends
 * @param isOpen it has not ended: {@code toNanos} is the end of the session
 */
public record Phase(Kind kind, long fromNanos, long toNanos, boolean isOpen) {
  /** What goes on. */
  public enum Kind {
    /** No recovery goes on. */
    STEADY("no recovery", "none", "No recovery goes on."),
    /** The path has failed and the host does not know. */
    DETECT("Detect", "Detect", "The path has failed and the host does not know it yet."),
    /** Held until the old instance can do no harm. */
    FENCE("Fence", "Fence", "Requests are held until fencing has ended."),
    /** Connections close, requests go elsewhere. */
    RESET("Reset", "Reset", "Connections are closed; the requests on them are free to go on."),
    /** Waiting to connect again, and connecting. */
    RECONNECT("Reconnect delay", "Delay", "Waiting to connect again, then connecting.");

    private final String word;
    private final String shortWord;
    private final String explanation;

    Kind(String word, String shortWord, String explanation) {
      this.word = word;
      this.shortWord = shortWord;
      this.explanation = explanation;
    }

    /** The phase in a word or two. */
    public String word() {
      return word;
    }

    /** The phase where there is room for one short word only. */
    public String shortWord() {
      return shortWord;
    }

    /** One plain sentence for a person who does not know the word. */
    public String explanation() {
      return explanation;
    }
  }

  /** How long it lasts; of an open one, how long so far. */
  public long durationNanos() {
    return toNanos - fromNanos;
  }

  /** Label and words from the most to the fewest letters, for a strip that may be narrow. */
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

  /** Word and duration, such as {@code Fence 1.50 s}; an open one has none, a steady needs none. */
  public String label() {
    if (kind == Kind.STEADY) {
      return kind.word;
    }
    return kind.word + (isOpen ? ", not over" : " " + Text.duration(durationNanos()));
  }
}
