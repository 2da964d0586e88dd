package dev.fenceline.exchange.kernellog;

/** What is kept of a log: a line about NVMe, or that the host was started again. */
sealed interface LogItem permits LogLine, LogItem.Restart {
  /** Returns the kernel's time of it, or how long after the line before it came. */
  Stamp stamp();

  Dated date();

  /** Returns the host whose line it is; empty where that is not said. */
  String host();

  /** The host was started again. */
  record Restart(Stamp stamp, Dated date, String host) implements LogItem {}
}
