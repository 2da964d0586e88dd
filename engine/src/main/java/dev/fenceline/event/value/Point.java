package dev.fenceline.event.value;

/** The point of a path where bytes were seen. */
public enum Point {
  /** At the sender's side, as they entered the path. */
  ENTERED,
  /** At the receiver's side, as they left it. */
  LEFT
}
