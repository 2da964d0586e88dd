package dev.fenceline.exchange.kernellog.line;

import dev.fenceline.event.value.LogClock;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of a kernel log about NVMe.
 *
 * @param number its number in the log, from 1
 * @param stamp the kernel's time, or the time since the previous line
 * @param date the date and time of day
 * @param host its host, or empty if it is not named
 * @param head the text before the message
 * @param printer its printer
 * @param device the controller, such as {@code nvme4}, or the disk, or empty if the line names none
 * @param prefix the name of the printer: {@code nvme nvme4: }
 * @param text the message after the prefix
 * @param found the known message, or null if it is not known
 */
public record LogLine(
    long number,
    Stamp stamp,
    Dated date,
    String host,
    String head,
    Printer printer,
    String device,
    String prefix,
    String text,
    KernelMessages.@Nullable Found found)
    implements LogItem {
  /** The largest number of characters before a message: time, host and priority. */
  private static final int HEAD_MAX = 400;

  /**
   * The printer of a message. A line in which a disk follows the name and bracketed number of a
   * process is not from the kernel.
   */
  private static final Pattern PRINTER =
      Pattern.compile(
          "(?<![\\w-])(?<!(?<!kernel)\\[\\d{1,7}\\]: (?:nvme )?)(?:nvme: )?(?:nvme"
              + " (?<controller>nvme\\d{1,6}):"
              + " |(?<tcp>nvme_(?:tcp|rdma|fc|fabrics|core|auth|keyring|loop): )|(?:block"
              + " )?nvme(?<head>\\d{1,6})(?:c(?<path>\\d{1,6}))?(?<disk>n\\d{1,6}):"
              + " |(?<bare>nvme\\d{1,6}): |(?<target>nvmet(?:_tcp|_rdma|_fc)?):"
              + " |(?<block>(?=(?:\\w+: )?(?:critical [a-z ]{1,30} error|I/O error|Buffer I/O"
              + " error)(?:,| on) dev nvme\\d{1,6}(?:c\\d{1,6})?n\\d{1,6}(?:p\\d{1,4})?,"
              + " ))|(?<fs>(?=(?:XFS|EXT[234]-fs|BTRFS|F2FS-fs|JBD2|Aborting journal)\\b.{0,60}?"
              + "\\bnvme\\d{1,6}n\\d{1,6}(?:p\\d{1,4})?\\b)))");

  /** Reads a line, or returns empty if it is not about NVMe. */
  public static Optional<LogLine> of(String line) {
    return of(LogEntry.of(1, line));
  }

  /** Reads an entry, or returns empty if it is not about NVMe. */
  public static Optional<LogLine> of(LogEntry entry) {
    String line = entry.text();
    if (line.indexOf("nvme") < 0) {
      return Optional.empty();
    }
    Matcher printer = PRINTER.matcher(line).region(0, Math.min(line.length(), HEAD_MAX));
    printer.useTransparentBounds(true);
    while (printer.find()) {
      LogLine read = of(entry, printer);
      if (printer.group("bare") == null || read.found != null) {
        return Optional.of(read);
      }
    }
    return Optional.empty();
  }

  private static LogLine of(LogEntry entry, Matcher printer) {
    String line = entry.text();
    String head = line.substring(0, printer.start());
    Printer by = printer(printer);
    String rest = line.substring(printer.end()).stripTrailing();
    Recognised known = Recognised.of(by, rest);
    Stamp stamp = Stamps.kernel(head);
    Dated date = Dates.read(head);
    String host = Hosts.of(head);
    return new LogLine(
        entry.number(),
        stamp.clock() == LogClock.NONE ? entry.boot() : stamp,
        date.isThere() ? date : entry.date(),
        host.isEmpty() ? entry.host() : host,
        entry.hasFields() ? Stamps.head(entry, head) : head,
        by,
        device(printer),
        printer.group(),
        known.text(),
        known.found());
  }

  private static Printer printer(Matcher printer) {
    if (printer.group("controller") != null || printer.group("bare") != null) {
      return Printer.CONTROLLER;
    }
    if (printer.group("disk") != null) {
      return Printer.DISK;
    }
    if (printer.group("tcp") != null) {
      return Printer.TCP;
    }
    if (printer.group("target") != null) {
      return Printer.TARGET;
    }
    return printer.group("block") != null ? Printer.BLOCK : Printer.FILE_SYSTEM;
  }

  private static String device(Matcher printer) {
    String controller = printer.group("controller");
    String bare = printer.group("bare");
    String path = printer.group("path");
    return controller != null
        ? controller
        : bare != null ? bare : path != null ? "nvme" + path : "";
  }

  /**
   * Returns the disk of a message about a multipath disk, or empty if the message is about one path
   * or no disk.
   */
  String disk() {
    return printer == Printer.DISK && device.isEmpty()
        ? prefix.replace("block ", "").replace("nvme: ", "").replace(": ", "")
        : "";
  }

  /** Returns a copy with the continuation from the next line. */
  LogLine joined(String more, String between) {
    Recognised known = Recognised.of(printer, text + between + more.stripTrailing());
    return with(known.text(), known.found());
  }

  /** Returns a copy that is treated as the beginning of a truncated line. */
  LogLine cut() {
    Recognised known = Recognised.ofCut(printer, text);
    return with(known.text(), known.found());
  }

  LogLine with(String otherText, KernelMessages.@Nullable Found other) {
    return new LogLine(number, stamp, date, host, head, printer, device, prefix, otherText, other);
  }

  LogLine at(Stamp otherStamp, Dated otherDate, String otherHead) {
    return new LogLine(
        number, otherStamp, otherDate, host, otherHead, printer, device, prefix, text, found);
  }

  /** Returns the time of the line as the log gives it: the date if the line has one. */
  public String time() {
    if (date.isThere()) {
      return date.text();
    }
    return stamp.clock() == LogClock.BOOT ? Stamps.print(LogClock.BOOT, stamp.nanos()).strip() : "";
  }

  /** The result of the recognition of a text. */
  record Recognised(String text, KernelMessages.@Nullable Found found) {
    /** Returns the known message in a text without the noise after it, otherwise the whole text. */
    public static Recognised of(Printer printer, String rest) {
      Optional<KernelMessages.Found> whole = KernelMessages.find(printer, rest);
      if (whole.isPresent() && !rest.isEmpty()) {
        return new Recognised(rest, whole.get()); // noise need not be searched for
      }
      for (String text : Noise.without(rest)) {
        Optional<KernelMessages.Found> found = KernelMessages.find(printer, text);
        if (found.isPresent()) {
          return new Recognised(text, found.get());
        }
      }
      int end = KernelMessages.endOfMessage(printer, rest);
      if (end > 0 && Noise.isNoise(rest.substring(end))) {
        String text = rest.substring(0, end);
        return new Recognised(text, KernelMessages.find(printer, text).orElse(null));
      }
      return new Recognised(rest, null);
    }

    static Recognised ofCut(Printer printer, String rest) {
      String text = rest.replaceAll("[>…\\\\\\s]+$", "");
      return new Recognised(rest, KernelMessages.findCut(printer, text).orElse(null));
    }
  }
}
