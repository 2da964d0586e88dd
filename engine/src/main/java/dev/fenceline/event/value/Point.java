package dev.fenceline.event.value;

/** The point of a path where bytes were seen. */
public enum Point {
  /** At the sender's side, where they enter the path. */
  ENTERED,
  /** At the receiver's side, where they leave it. */
  LEFT
}
