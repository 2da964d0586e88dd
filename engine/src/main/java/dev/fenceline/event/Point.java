package dev.fenceline.event;

/** Where on a path bytes were seen. */
public enum Point {
  /** At the sender's side, as they entered the path. */
  ENTERED,
  /** At the receiver's side, as they left it. */
  LEFT
}
