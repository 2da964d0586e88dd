package dev.fenceline.event.value;

/** The direction in which bytes travel on a path. */
public enum Direction {
  /** From the host to the target. */
  TO_TARGET,
  /** From the target to the host. */
  TO_HOST;
}
