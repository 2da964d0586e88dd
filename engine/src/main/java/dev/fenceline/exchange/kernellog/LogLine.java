package dev.fenceline.exchange.kernellog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.fenceline.event.LogClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of a kernel log about NVMe.
 *
 * @param stamp its time
 * @param printer who printed it
 * @param device the controller, such as {@code nvme4}; empty where the line names none
 * @param prefix what names the printer: {@code nvme nvme4: }
 * @param text the message after that
 */
record LogLine(Stamp stamp, Printer printer, String device, String prefix, String text) {
  /** A message begins within so many characters; what comes before is its time, host, priority. */
  private static final int HEAD_MAX = 160;

  private static final long NANOS_PER_MICRO = 1_000;

  /** What a process says of a disk, behind its number in brackets, is not the kernel's. */
  private static final Pattern PRINTER =
      Pattern.compile(
          "(?<![\\w-])(?<!\\[\\d{1,7}\\]: )(?:nvme: )?(?:nvme (?<controller>nvme\\d{1,6}): "
              + "|(?<tcp>nvme_tcp): "
              + "|(?:block )?nvme\\d{1,6}(?:c(?<path>\\d{1,6}))?(?<disk>n\\d{1,6}): "
              + "|(?<target>nvmet(?:_tcp|_rdma|_fc)?): "
              + "|(?<block>(?=(?:\\w+: )?(?:critical [a-z ]{1,30} error|I/O error|Buffer I/O error)"
              + "(?:,| on) dev nvme\\d{1,6}(?:c\\d{1,6})?n\\d{1,6}, )))");

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(8).maxNumberLength(20).build())
          .build();

  /** Reads a line; empty where it is not about NVMe. */
  static Optional<LogLine> of(String line) {
    int start = line.startsWith("\u001E") ? 1 : 0;
    return line.startsWith("{", start) ? ofJournal(line.substring(start)) : ofText(line);
  }

  private static Optional<LogLine> ofText(String line) {
    Matcher printer = PRINTER.matcher(line).region(0, Math.min(line.length(), HEAD_MAX));
    printer.useTransparentBounds(true);
    return printer.find()
        ? Optional.of(of(Stamps.read(line.substring(0, printer.start())), printer, line))
        : Optional.empty();
  }

  private static LogLine of(Stamp stamp, Matcher printer, String line) {
    String prefix = printer.group();
    String text = line.substring(printer.end()).stripTrailing();
    if (printer.group("controller") != null) {
      return new LogLine(stamp, Printer.CONTROLLER, printer.group("controller"), prefix, text);
    }
    if (printer.group("disk") != null) {
      String path = printer.group("path");
      return new LogLine(stamp, Printer.DISK, path == null ? "" : "nvme" + path, prefix, text);
    }
    Printer by =
        printer.group("tcp") != null
            ? Printer.TCP
            : printer.group("target") != null ? Printer.TARGET : Printer.BLOCK;
    return new LogLine(stamp, by, "", prefix, text);
  }

  /** A line of {@code journalctl -o json}: one object, whose field MESSAGE is the kernel's line. */
  private static Optional<LogLine> ofJournal(String line) {
    Map<String, String> fields;
    try (JsonParser json = JSON.createParser(line)) {
      fields = fields(json);
    } catch (JsonProcessingException noJournal) {
      return Optional.empty();
    } catch (IOException impossible) {
      throw new IllegalStateException("a text cannot be unreadable", impossible);
    }
    String message = fields.getOrDefault("MESSAGE", "");
    Matcher printer = PRINTER.matcher(message).region(0, Math.min(message.length(), HEAD_MAX));
    return printer.find() ? Optional.of(of(stamp(fields), printer, message)) : Optional.empty();
  }

  private static Map<String, String> fields(JsonParser json) throws IOException {
    Map<String, String> fields = new HashMap<>();
    json.nextToken();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (value == JsonToken.START_ARRAY && name.equals("MESSAGE")) {
        fields.put(name, bytes(json));
      } else if (value.isScalarValue()) {
        fields.put(name, json.getText());
      } else {
        json.skipChildren();
      }
    }
    return fields;
  }

  /** The journal writes a text that is no UTF-8 as a list of its bytes. */
  private static String bytes(JsonParser json) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
      bytes.write(json.getIntValue());
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** The kernel's own time where the journal has it, else that of the journal. */
  private static Stamp stamp(Map<String, String> fields) {
    Stamp source = micros(LogClock.BOOT, fields.get("_SOURCE_MONOTONIC_TIMESTAMP"));
    if (source.clock() != LogClock.NONE) {
      return source;
    }
    Stamp monotonic = micros(LogClock.BOOT, fields.get("__MONOTONIC_TIMESTAMP"));
    return monotonic.clock() != LogClock.NONE
        ? monotonic
        : micros(LogClock.DATE, fields.get("__REALTIME_TIMESTAMP"));
  }

  private static Stamp micros(LogClock clock, @Nullable String text) {
    return text != null && text.matches("[0-8]?\\d{1,15}")
        ? new Stamp(clock, Long.parseLong(text) * NANOS_PER_MICRO)
        : Stamp.NONE;
  }
}
