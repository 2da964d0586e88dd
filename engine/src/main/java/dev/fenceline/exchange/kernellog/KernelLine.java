package dev.fenceline.exchange.kernellog;

import dev.fenceline.event.Lane;

/**
 * One line of a host's kernel log.
 *
 * @param nanos when, since the session began
 * @param sequence the event behind it
 * @param device the controller, such as {@code nvme4}; with its mark where two recordings lie over
 *     one another
 * @param stamp the time as the line has it, with a blank behind it: {@code [ 12.510013] }; empty
 *     where the log has no times
 * @param prefix who printed it: {@code nvme nvme4: }
 * @param text the message after that
 */
public record KernelLine(
    long nanos, long sequence, String device, String stamp, String prefix, String text) {
  /** Returns the line without its time. */
  public String message() {
    return prefix + text;
  }

  /** Returns the same for a view of two recordings: it says to which of them the line belongs. */
  public String markedMessage() {
    return Lane.marked(Lane.host(device).mark(), message());
  }
}
