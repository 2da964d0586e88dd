package dev.fenceline.exchange.kernellog;

import dev.fenceline.event.LogClock;

/**
 * One entry of a log before its message is looked at: a line, or one object or block of fields.
 *
 * @param number the line that it begins in, from 1
 * @param lines how many lines it takes; of several entries in the same lines the first has them
 * @param text the line, or the field that is the message
 * @param boot the kernel's time as a field says it
 * @param date the date as a field says it
 * @param host the host as a field says it, or empty if none does
 * @param bootId which start of the host a field says it is, or empty if none does
 */
record LogEntry(
    long number, int lines, String text, Stamp boot, Dated date, String host, String bootId) {
  static LogEntry of(long number, String line) {
    return new LogEntry(number, 1, line, Stamp.NONE, Dated.NONE, "", "");
  }

  /** Reports whether its times came apart from its text. */
  boolean hasFields() {
    return boot.clock() != LogClock.NONE || date.isThere();
  }

  LogEntry withText(String other) {
    return new LogEntry(number, lines, other, boot, date, host, bootId);
  }
}
