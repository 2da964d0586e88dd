package dev.fenceline.event.value;

/** The kind of a logical operation. */
public enum IoKind {
  /** Reads blocks. */
  READ,
  /** Writes blocks. */
  WRITE,
  /** Makes earlier writes durable. */
  FLUSH
}
