package dev.fenceline.event.value;

import java.util.EnumSet;
import java.util.Set;

/**
 * The states of one controller instance at the target. {@link #next} is the transition table. Only
 * the target's controller changes the state, and it checks each change against the table.
 */
public enum InstanceState {
  /** Connected, not enabled: CC.EN is 0. */
  CREATED("created", "A host has connected; the controller is not enabled yet."),
  /** Enabled: CSTS.RDY is 1. */
  READY("ready", "Enabled and working."),
  /** Shut down by its host: CSTS.SHST is 2. */
  SHUT_DOWN("shut down", "Its host has shut it down."),
  /** Failed or reset. It starts no further commands while its last commands leave the back end. */
  QUIESCING("quiescing", "Has failed, was reset or was left; its last commands may still land."),
  /** The last command has left the back end. No command can reach media any more. */
  GONE("gone", "The controller no longer exists.");

  private final String word;
  private final String explanation;

  InstanceState(String word, String explanation) {
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
  public Set<InstanceState> next() {
    return switch (this) {
      case CREATED -> EnumSet.of(READY, QUIESCING);
      case READY -> EnumSet.of(CREATED, SHUT_DOWN, QUIESCING);
      case SHUT_DOWN -> EnumSet.of(CREATED, QUIESCING);
      case QUIESCING -> EnumSet.of(GONE);
      case GONE -> EnumSet.noneOf(InstanceState.class);
    };
  }

  /** Reports whether the given state may follow this one. */
  public boolean canBecome(InstanceState other) {
    return next().contains(other);
  }
}
