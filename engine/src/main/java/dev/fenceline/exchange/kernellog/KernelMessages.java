package dev.fenceline.exchange.kernellog;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The messages of a Linux host's kernel, one row a message: its printf form after the prefix {@code
 * nvme nvmeN: }, and which kernels print it. The texts of versions 2 to 4 are those of the series
 * "TP8028 Rapid Path Failure Recovery"; "2025 series" is the earlier one for TP4129 alone. Rows
 * that say so are recalled, not confirmed.
 */
public enum KernelMessages {
  TIMEOUT("I/O tag %d (%04x) type %d opcode %#x (%s) QID %d timeout", "6.0 and later"),
  FENCING_STARTED("starting controller fencing", "series, version 2 and later"),
  CCR_ATTEMPTED("attempting CCR, timeout %lums", "series"),
  CCR_SUCCEEDED("CCR succeeded using %s", "series"),
  CCR_TIMED_OUT("CCR reached timeout, call it done", "series"),
  HOLD_STARTED(
      "CCR failed, switch to time-based recovery, timeout = %ums", "series, versions 1 to 3"),
  HOLD_FINISHED("Time-based recovery finished", "series, versions 2 and 3"),
  HOLD_UNSUPPORTED(
      "CCR failed, CQT not supported, skip time-based recovery",
      "series, versions 2 and 3 (recalled)"),
  NO_HOLD("CCR failed, starting error recovery", "series, version 4"),
  TIME_BASED_STARTED("holding inflight requests for %lums", "2025 series"),
  TIME_BASED_FINISHED("releasing inflight requests", "2025 series"),
  ERROR_RECOVERY("starting error recovery", "all"),
  KEEP_ALIVE_FAILED("failed nvme_keep_alive_end_io error=%d", "all"),
  RECONNECTING("Reconnecting in %d seconds...", "all"),
  RECONNECT_FAILED("Failed reconnect attempt %d/%d", "6.10 and later (recalled)"),
  RECONNECTED("Successfully reconnected (attempt %d/%d)", "6.10 and later (recalled)"),
  REMOVING("Removing controller (%d)...", "all"),
  QUEUES_CREATING("creating %d I/O queues.", "all"),
  QUEUES_MAPPED("mapped %d/%d/%d default/read/poll queues.", "all"),
  NEW_CONTROLLER("new ctrl: NQN \"%s\", addr %pISp, hostnqn: %s", "6.4 and later (recalled)");

  private static final Pattern CONVERSION =
      Pattern.compile("%pISp|%(?<alternate>#)?(?<width>0\\d)?l?(?<type>[duxs])");

  private final String format;
  private final String kernels;

  KernelMessages(String format, String kernels) {
    this.format = format;
    this.kernels = kernels;
  }

  /** Its printf form as it stands in the kernel's source, after the prefix. */
  public String format() {
    return format;
  }

  /** Which kernels print it. */
  public String kernels() {
    return kernels;
  }

  /** The message with its values: whole numbers and texts, one for each conversion. */
  public String text(Object... values) {
    Matcher conversion = CONVERSION.matcher(format);
    StringBuilder text = new StringBuilder();
    for (int i = 0; conversion.find(); i++) {
      conversion.appendReplacement(text, Matcher.quoteReplacement(value(conversion, values[i])));
    }
    return conversion.appendTail(text).toString();
  }

  /** One value; C's {@code %#x} writes 0 without a prefix. */
  private static String value(Matcher conversion, Object value) {
    if (!"x".equals(conversion.group("type"))) {
      return value.toString();
    }
    long number = ((Number) value).longValue();
    String width = conversion.group("width");
    if (width != null) {
      return String.format(Locale.ROOT, "%" + width + "x", number);
    }
    boolean isPrefixed = conversion.group("alternate") != null && number != 0;
    return (isPrefixed ? "0x" : "") + Long.toHexString(number);
  }
}
