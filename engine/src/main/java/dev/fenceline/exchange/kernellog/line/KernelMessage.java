package dev.fenceline.exchange.kernellog.line;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One row of {@link KernelMessages}: a message with the rules to write and read it. Immutable. */
public final class KernelMessage {
  private static final Pattern CONVERSION =
      Pattern.compile("%pISp|%(?<alternate>#)?(?<width>0\\d)?(?:ll|l|z)?(?<type>[duxs])");

  private final String id;
  private final Step step;
  private final Printer printer;
  private final List<String> names;
  private final List<String> conversions;
  private final String kernels;
  private final String format;
  private final String meaning;
  private final String head;
  private final Pattern pattern;
  private final Pattern cutPattern;

  /** Creates a row from its cells, in the order of the table. */
  KernelMessage(List<String> cells) {
    id = cells.get(0);
    step = Step.valueOf(cells.get(1));
    printer = Printer.valueOf(cells.get(2).toUpperCase(Locale.ROOT));
    names = cells.get(3).isEmpty() ? List.of() : List.of(cells.get(3).split(" "));
    kernels = cells.get(4);
    format = cells.get(6);
    meaning = cells.get(7);
    conversions = conversions(format);
    Matcher conversion = CONVERSION.matcher(format);
    head = conversion.find() ? format.substring(0, conversion.start()) : format;
    pattern = Pattern.compile(expression());
    cutPattern = Pattern.compile(CutMessage.expression(literals(), groups()));
  }

  /** Returns the texts between the values. */
  private List<String> literals() {
    List<String> literals = new ArrayList<>();
    Matcher conversion = CONVERSION.matcher(format);
    int from = 0;
    while (conversion.find()) {
      literals.add(format.substring(from, conversion.start()));
      from = conversion.end();
    }
    literals.add(format.substring(from));
    return literals;
  }

  private List<String> groups() {
    return CONVERSION
        .matcher(format)
        .results()
        .map(conversion -> {
          String type = conversion.group("type");
          return "s".equals(type) ? CutMessage.TEXT : group(type, conversion.group("alternate"));
        })
        .toList();
  }

  private String expression() {
    StringBuilder expression = new StringBuilder();
    Matcher conversion = CONVERSION.matcher(format);
    int from = 0;
    int count = 0;
    while (conversion.find()) {
      expression.append(Pattern.quote(format.substring(from, conversion.start())));
      expression.append(group(conversion.group("type"), conversion.group("alternate")));
      from = conversion.end();
      count++;
    }
    if (count != names.size()) {
      throw new IllegalArgumentException(id + ": " + count + " values, named " + names);
    }
    return expression.append(Pattern.quote(format.substring(from))).append("\\s*").toString();
  }

  /** Returns the expression for the output of a conversion. */
  private static String group(@Nullable String type, @Nullable String alternate) {
    return switch (type == null ? "address" : type) {
      case "d" -> "(-?\\d{1,18})";
      case "u" -> "(\\d{1,18})";
      case "x" -> alternate == null ? "([0-9a-f]{1,15})" : "(0x[0-9a-f]{1,15}|0)";
      case "s" -> "(.*?)";
      default -> "(\\S+)";
    };
  }

  /** Returns the name by which the program refers to the message. */
  public String id() {
    return id;
  }

  /** Returns the meaning of the message for a controller. */
  public Step step() {
    return step;
  }

  /** Returns the printer of the message. */
  public Printer printer() {
    return printer;
  }

  /** Returns the printf format as in the kernel's source, after the prefix. */
  public String format() {
    return format;
  }

  /** Returns the kernels that print the message. */
  public String kernels() {
    return kernels;
  }

  /**
   * Reports whether the message ends with a value, so that a truncation there cannot be recognised.
   */
  boolean endsWithValue() {
    return literals().getLast().isBlank() && !names.isEmpty();
  }

  /** Reports whether the last value of the message is empty. */
  boolean isLastEmpty(Values values) {
    String last = names.getLast();
    return values.text(last).isEmpty() && !values.numbers().containsKey(last);
  }

  /** Returns the text before the first value. */
  String head() {
    return head;
  }

  /** Returns the meaning of the message in one plain sentence. */
  public String meaning() {
    return meaning;
  }

  /**
   * Formats the message with the given values: whole numbers and texts, one for each conversion.
   */
  public String text(Object... values) {
    Matcher conversion = CONVERSION.matcher(format);
    StringBuilder text = new StringBuilder();
    for (int i = 0; conversion.find(); i++) {
      conversion.appendReplacement(text, Matcher.quoteReplacement(value(conversion, values[i])));
    }
    return conversion.appendTail(text).toString();
  }

  /** Formats one value. C's {@code %#x} writes 0 without a prefix. */
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

  /** Returns the values in a text, or empty if it is another message. */
  Optional<Values> read(String text) {
    if (!text.startsWith(head)) {
      return Optional.empty();
    }
    // some messages end with a blank before optional words, and logs lose blanks at the end
    Matcher matcher = pattern.matcher(text + " ");
    return matcher.matches() ? Optional.of(values(matcher, Integer.MAX_VALUE)) : Optional.empty();
  }

  /** Returns where the message ends in a longer text, or -1 if it is another message. */
  int endIn(String text) {
    if (!text.startsWith(head)) {
      return -1;
    }
    Matcher matcher = pattern.matcher(text);
    return matcher.lookingAt() ? text.substring(0, matcher.end()).stripTrailing().length() : -1;
  }

  /**
   * Returns the values in a text that is the beginning of this message. The last value may be
   * truncated.
   */
  Optional<Values> readCut(String text) {
    boolean isInHead = head.startsWith(text) && text.length() * 2 > head.length();
    boolean isEnough =
        names.isEmpty()
            ? text.length() * 2 > format.length()
            : !head.isBlank() && (text.startsWith(head) || isInHead);
    Matcher matcher = cutPattern.matcher(text);
    return isEnough && matcher.matches()
        ? Optional.of(values(matcher, text.length()))
        : Optional.empty();
  }

  /** Returns the values of a match, except those that reach the end of a truncated text. */
  private Values values(Matcher matcher, int cutAt) {
    Map<String, String> texts = new HashMap<>();
    Map<String, Long> numbers = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String value = matcher.group(i + 1);
      if (value == null || matcher.end(i + 1) >= cutAt) {
        continue;
      }
      switch (conversions.get(i)) {
        case "d", "u" -> numbers.put(names.get(i), Long.parseLong(value));
        case "x" ->
            numbers.put(
                names.get(i),
                Long.parseLong(value.startsWith("0x") ? value.substring(2) : value, 16));
        default -> texts.put(names.get(i), value);
      }
    }
    return new Values(texts, numbers);
  }

  private static List<String> conversions(String format) {
    List<String> types = new ArrayList<>();
    Matcher conversion = CONVERSION.matcher(format);
    while (conversion.find()) {
      String type = conversion.group("type");
      types.add(type == null ? "address" : type);
    }
    return types;
  }

  /** The values of a message, by the names of the table. */
  public record Values(Map<String, String> texts, Map<String, Long> numbers) {
    /** Returns a number, or the given default if this form of the message does not contain it. */
    public long number(String name, long otherwise) {
      return numbers.getOrDefault(name, otherwise);
    }

    /** Returns a number that fits an {@code int}, or the given default otherwise. */
    public int integer(String name, int otherwise) {
      long value = number(name, otherwise);
      return value == (int) value ? (int) value : otherwise;
    }

    /** Returns a text, or an empty string if this form of the message does not contain it. */
    public String text(String name) {
      return texts.getOrDefault(name, "");
    }
  }
}
