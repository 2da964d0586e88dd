package dev.fenceline.exchange.kernellog.line;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The messages of a Linux kernel about NVMe over TCP: one row for each message, with its printf
 * format, the kernels that print it, whether that is confirmed, and its meaning. The rows are data:
 * {@code messages.txt} beside this class.
 */
public final class KernelMessages {
  private static final String RESOURCE = "messages.txt";
  private static final int COLUMNS = 8;

  /** The smallest length of a truncated message. Fewer characters do not identify a message. */
  private static final int CUT_MIN = 10;

  private static final Map<String, KernelMessage> BY_ID = load();

  private KernelMessages() {}

  /** A message that was found in a text, with its values. */
  public record Found(KernelMessage message, KernelMessage.Values values) {}

  private static Map<String, KernelMessage> load() {
    Map<String, KernelMessage> rows = new LinkedHashMap<>();
    try (InputStream in = KernelMessages.class.getResourceAsStream(RESOURCE);
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(
                    Objects.requireNonNull(in, RESOURCE), StandardCharsets.UTF_8))) {
      for (String line : (Iterable<String>) reader.lines()::iterator) {
        if (!line.isEmpty() && !line.startsWith("#")) {
          KernelMessage row = row(line);
          if (rows.put(row.id(), row) != null) {
            throw new IllegalArgumentException(RESOURCE + ": two rows are called " + row.id());
          }
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return rows;
  }

  private static KernelMessage row(String line) {
    List<String> cells = Stream.of(line.split("\\|", COLUMNS)).map(String::strip).toList();
    if (cells.size() != COLUMNS) {
      throw new IllegalArgumentException(RESOURCE + ": not " + COLUMNS + " columns: " + line);
    }
    return new KernelMessage(cells);
  }

  /** Returns all rows, in the order of the table. */
  public static List<KernelMessage> all() {
    return List.copyOf(BY_ID.values());
  }

  /**
   * Returns the message with this id.
   *
   * @throws IllegalArgumentException if there is no such message
   */
  public static KernelMessage of(String id) {
    KernelMessage message = BY_ID.get(id);
    if (message == null) {
      throw new IllegalArgumentException("there is no kernel message " + id);
    }
    return message;
  }

  /** Returns the message that a text from this printer contains, or empty if there is none. */
  static Optional<Found> find(Printer printer, String text) {
    for (KernelMessage message : BY_ID.values()) {
      if (message.printer() == printer) {
        Optional<KernelMessage.Values> values = message.read(text);
        if (values.isPresent()) {
          return Optional.of(new Found(message, values.get()));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the length of the longest message at the beginning of a text, or -1 if there is none.
   */
  static int endOfMessage(Printer printer, String text) {
    int end = -1;
    for (KernelMessage message : BY_ID.values()) {
      if (message.printer() == printer) {
        end = Math.max(end, message.endIn(text));
      }
    }
    return end;
  }

  /**
   * Reports whether a text is the part of a message before its first value, or the beginning of
   * that part.
   */
  static boolean isBeginning(Printer printer, String text) {
    return BY_ID.values().stream()
        .anyMatch(message -> message.printer() == printer && message.head().startsWith(text));
  }

  /**
   * Returns the message that begins with the text, if all messages that begin with it have the same
   * meaning.
   */
  static Optional<Found> findCut(Printer printer, String text) {
    List<Found> found = new ArrayList<>();
    for (KernelMessage message : BY_ID.values()) {
      if (message.printer() == printer) {
        message.readCut(text).ifPresent(values -> found.add(new Found(message, values)));
      }
    }
    boolean isClear =
        found.stream().map(each -> each.message().step()).distinct().count() == 1
            && text.length() >= CUT_MIN;
    return isClear ? Optional.of(found.getFirst()) : Optional.empty();
  }
}
