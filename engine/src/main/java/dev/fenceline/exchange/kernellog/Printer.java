package dev.fenceline.exchange.kernellog;

/** Which part of the kernel prints a message: column {@code by} of the table of messages. */
enum Printer {
  /** The device of a controller: {@code nvme nvme4: }. */
  CONTROLLER,
  /** The TCP transport, which does not name the controller: {@code nvme_tcp: }. */
  TCP,
  /** A disk: {@code block nvme0n1: }, or {@code nvme0c1n1: } for one path to it. */
  DISK,
  /** The block layer, about a disk that it names in the message; it has no prefix. */
  BLOCK,
  /** The kernel's own target: {@code nvmet: }. */
  TARGET
}
