package dev.fenceline.exchange.kernellog;

/** Which part of the kernel prints a message: column {@code by} of the table of messages. */
enum Printer {
  /** The device of a controller: {@code nvme nvme4: }. */
  CONTROLLER,
  /** The transport, which does not name the controller: {@code nvme_tcp: }. */
  TCP,
  /** A disk: {@code block nvme0n1: }, or {@code nvme0c1n1: } for one path to it. */
  DISK,
  /** The block layer, about a disk that it names in the message; it has no prefix. */
  BLOCK,
  /** A file system, about the disk that it is on; it has no prefix either. */
  FILE_SYSTEM,
  /** The kernel's own target: {@code nvmet: }. */
  TARGET
}
