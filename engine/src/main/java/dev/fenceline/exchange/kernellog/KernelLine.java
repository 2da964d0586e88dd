package dev.fenceline.exchange.kernellog;

/**
 * One line of a host's kernel log.
 *
 * @param nanos when, since the session began
 * @param sequence the event behind it
 * @param device the controller, such as {@code nvme4}
 * @param text the message after {@code nvme nvme4: }
 */
public record KernelLine(long nanos, long sequence, String device, String text) {}
