package dev.fenceline.event.value;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The states of a controller as the host sees it: the states of Linux's {@code nvme_ctrl_state},
 * and FENCING and FENCED of the TP8028 series (version 2 and later). {@link #next} is the
 * transition table. Only the host's controller changes the state, and it checks each change against
 * the table.
 */
public enum ControllerState {
  /** Created, never connected. */
  NEW("new", "Just created; not connected yet."),
  /** Connecting, or waiting to try again. */
  CONNECTING("connecting", "Connecting, or waiting to try again."),
  /** Connected and working. */
  LIVE("live", "Connected and working."),
  /** Failed; its requests are held until fencing ends. */
  FENCING(
      "fencing", "The path is taken for failed. Its requests are held until fencing has ended."),
  /** Fencing has ended and the reset has not begun. Prevents other resets. */
  FENCED("fenced", "Fencing has ended; the reset comes next."),
  /** Connections are closed and requests cancelled. */
  RESETTING("resetting", "Connections are being closed and requests cancelled."),
  /** Being removed. */
  DELETING("deleting", "Being removed."),
  /** Being removed, no more I/O. */
  DELETING_NO_IO("deleting (no IO)", "Being removed; no more I/O."),
  /** Gone. */
  DEAD("dead", "Gone.");

  private final String word;
  private final String explanation;

  ControllerState(String word, String explanation) {
    this.word = word;
    this.explanation = explanation;
  }

  /** Returns the name that Linux shows in sysfs. */
  public String word() {
    return word;
  }

  /** Returns a plain explanation for readers who do not know the state. */
  public String explanation() {
    return explanation;
  }

  /**
   * Returns the states that may follow this one (reference: {@code nvme_change_ctrl_state} with the
   * TP8028 series).
   */
  public Set<ControllerState> next() {
    return switch (this) {
      case NEW -> EnumSet.of(RESETTING, CONNECTING);
      case CONNECTING -> EnumSet.of(LIVE, DELETING);
      case LIVE -> EnumSet.of(FENCING, RESETTING, DELETING);
      case FENCING -> EnumSet.of(FENCED);
      case FENCED -> EnumSet.of(RESETTING);
      case RESETTING -> EnumSet.of(CONNECTING, DELETING);
      case DELETING -> EnumSet.of(DELETING_NO_IO, DEAD);
      case DELETING_NO_IO -> EnumSet.noneOf(ControllerState.class);
      case DEAD -> EnumSet.of(DELETING_NO_IO);
    };
  }

  /** Reports whether the given state may follow this one. */
  public boolean canBecome(ControllerState other) {
    return next().contains(other);
  }

  /**
   * Returns the shortest sequence of transitions to another state, excluding this state: the states
   * that the controller must have passed through if only some were reported. Empty if there is
   * none, or if both states are the same.
   */
  public List<ControllerState> wayTo(ControllerState other) {
    Map<ControllerState, ControllerState> comesFrom = new EnumMap<>(ControllerState.class);
    Deque<ControllerState> reached = new ArrayDeque<>(List.of(this));
    while (!reached.isEmpty() && !comesFrom.containsKey(other) && this != other) {
      ControllerState at = reached.remove();
      for (ControllerState next : at.next()) {
        if (next != this && comesFrom.putIfAbsent(next, at) == null) {
          reached.add(next);
        }
      }
    }
    Deque<ControllerState> way = new ArrayDeque<>();
    ControllerState at = other;
    while (at != this && comesFrom.containsKey(at)) {
      way.addFirst(at);
      at = comesFrom.get(at);
    }
    return List.copyOf(way);
  }
}
