package dev.fenceline.exchange.kernellog;

import dev.fenceline.event.Lane;

/**
 * One line of a host's kernel log.
 *
 * @param nanos the time since the session began
 * @param sequence the sequence number of the event from which the line was made
 * @param lane the lane of the controller
 * @param stamp the time in the line, followed by a blank: {@code [ 12.510013] }, or empty if the
 *     log has no times
 * @param prefix the prefix of its printer: {@code nvme nvme4: }
 * @param text the message after the prefix
 */
public record KernelLine(
    long nanos, long sequence, Lane lane, String stamp, String prefix, String text) {
  /** Returns the controller, such as {@code nvme4}, with its mark in an overlay. */
  public String device() {
    return lane.name();
  }

  /** Returns the line without its time. */
  public String message() {
    return prefix + text;
  }

  /** Returns the line for a view of two recordings, with the mark of its recording. */
  public String markedMessage() {
    return Lane.marked(lane.mark(), message());
  }
}
