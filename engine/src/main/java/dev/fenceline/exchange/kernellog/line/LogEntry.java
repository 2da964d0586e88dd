package dev.fenceline.exchange.kernellog.line;

import dev.fenceline.event.value.LogClock;

/**
 * One entry of a log before its message is parsed: a line, an object, or a block of fields.
 *
 * @param number the number of its first line, from 1
 * @param lines the number of its lines; if several entries share lines, only the first counts them
 * @param text the line, or the field with the message
 * @param boot the kernel's time from a field
 * @param date the date from a field
 * @param host the host from a field, or empty if there is none
 * @param bootId the identifier of the host's boot from a field, or empty if there is none
 */
record LogEntry(
    long number, int lines, String text, Stamp boot, Dated date, String host, String bootId) {
  static LogEntry of(long number, String line) {
    return new LogEntry(number, 1, line, Stamp.NONE, Dated.NONE, "", "");
  }

  /** Reports whether its times came from fields and not from its text. */
  boolean hasFields() {
    return boot.clock() != LogClock.NONE || date.isThere();
  }

  LogEntry withText(String other) {
    return new LogEntry(number, lines, other, boot, date, host, bootId);
  }
}
