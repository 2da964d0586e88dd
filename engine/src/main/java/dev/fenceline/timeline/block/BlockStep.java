package dev.fenceline.timeline.block;

import dev.fenceline.event.Event;

/**
 * Something that happened to a block.
 *
 * @param kind what happened
 * @param event the event that shows it
 * @param operation the logical operation, from 1; 0 if none
 * @param words one sentence
 */
public record BlockStep(Kind kind, Event event, long operation, String words) {
  /** What happened. */
  public enum Kind {
    /** The application asked for a write. */
    WRITTEN,
    /** A further copy of a write was sent. */
    SENT_AGAIN,
    /** A copy of a write took effect on media. */
    LANDED,
    /** A copy took effect over a newer version. */
    LANDED_OVER_NEWER,
    /** The application was told that a write was done. */
    ACKNOWLEDGED,
    /** The application was told that a write has failed. */
    FAILED,
    /** A read returned the block. */
    READ,
    /** A check found the data damaged. */
    DAMAGED
  }
}
