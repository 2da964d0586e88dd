package dev.fenceline.exchange.kernellog.line;

/** The part of the kernel that prints a message: column {@code by} of the table of messages. */
public enum Printer {
  /** The device of a controller: {@code nvme nvme4: }. */
  CONTROLLER,
  /** The transport, which does not name the controller: {@code nvme_tcp: }. */
  TCP,
  /** A disk: {@code block nvme0n1: }, or {@code nvme0c1n1: } for one of its paths. */
  DISK,
  /** The block layer, which names the disk in the message and has no prefix. */
  BLOCK,
  /** A file system, which names its disk in the message and has no prefix. */
  FILE_SYSTEM,
  /** The kernel's own target: {@code nvmet: }. */
  TARGET
}
