package dev.fenceline.exchange.kernellog.line;

/** An item that is kept of a log: a line about NVMe, or a restart of the host. */
public sealed interface LogItem permits LogLine, LogItem.Restart {
  /** Returns the kernel's time of the item, or the time since the previous line. */
  Stamp stamp();

  Dated date();

  /** Returns the host of the item, or an empty string if it is not named. */
  String host();

  /** A restart of the host. */
  record Restart(Stamp stamp, Dated date, String host) implements LogItem {}
}
