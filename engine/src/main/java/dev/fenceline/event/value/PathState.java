package dev.fenceline.event.value;

import java.util.EnumSet;
import java.util.Set;

/**
 * The states of one direction of a path. {@link #next} is the transition table. Only the link
 * changes the state, and it checks each change against the table.
 */
public enum PathState {
  /** Bytes pass. */
  UP("up", "Bytes pass."),
  /**
   * Bytes are held back and delivered in order later. Neither side is notified. New connections
   * wait.
   */
  STALLED("stalled", "Bytes are kept and delivered later. Neither side is notified."),
  /** A black hole: bytes are lost, and a connection that lost a byte delivers nothing more. */
  SILENT(
      "silent",
      "Bytes are lost. Neither side is notified; a connection that lost a byte never continues"
          + " without it."),
  /** New connections are refused. */
  REFUSING("refusing", "New connections are refused.");

  private final String word;
  private final String explanation;

  PathState(String word, String explanation) {
    this.word = word;
    this.explanation = explanation;
  }

  /** Returns the word for the state. */
  public String word() {
    return word;
  }

  /** Returns a plain explanation for readers who do not know the state. */
  public String explanation() {
    return explanation;
  }

  /** Returns the states that may follow this one. */
  public Set<PathState> next() {
    return switch (this) {
      case UP -> EnumSet.of(STALLED, SILENT, REFUSING);
      case STALLED -> EnumSet.of(UP, SILENT);
      case SILENT, REFUSING -> EnumSet.of(UP);
    };
  }

  /** Reports whether the given state may follow this one. */
  public boolean canBecome(PathState other) {
    return next().contains(other);
  }
}
