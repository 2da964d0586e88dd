package dev.fenceline.event;

/** What a logical operation does. */
public enum IoKind {
  /** Reads blocks. */
  READ,
  /** Writes blocks. */
  WRITE,
  /** Makes earlier writes durable. */
  FLUSH
}
