package dev.fenceline.timeline;

import dev.fenceline.event.Detail;
import dev.fenceline.event.Lane;
import dev.fenceline.event.schema.EventSchema;
import dev.fenceline.event.schema.FieldSchema;
import dev.fenceline.event.value.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A piece of text to search for in many events. What is the same for all events of a kind or of a
 * lane is decided once. Fields that cannot contain the text are skipped: no number contains
 * letters, and all values of an enum are known. Thread-safe.
 */
final class TextPart {
  /** The answers for one kind of event. */
  private record Kind(boolean matches, List<FieldSchema> fields, List<FieldSchema> texts) {}

  private static final long NO_DIGITS = -1;
  private static final int DIGITS_MAX = 17;

  private final String lowerCase;
  private final Map<Class<?>, Kind> kinds = new ConcurrentHashMap<>();
  private final Map<Lane, Boolean> lanes = new ConcurrentHashMap<>();

  /** The text as a number, if it consists of digits only and not too many of them. */
  private final long digits;

  /**
   * The power of ten with as many zeros as the text has digits; {@code leastNumber} has one zero
   * less.
   */
  private final long modulus;

  private final long leastNumber;

  TextPart(String lowerCase) {
    this.lowerCase = lowerCase;
    int length = lowerCase.length();
    boolean isNumber =
        length > 0
            && length <= DIGITS_MAX
            && lowerCase.chars().allMatch(it -> it >= '0' && it <= '9');
    digits = isNumber ? Long.parseLong(lowerCase) : NO_DIGITS;
    modulus = isNumber ? Math.powExact(10L, length) : 1;
    leastNumber = modulus == 1 ? 1 : Math.max(1, modulus / 10);
  }

  boolean isInKind(Detail detail) {
    return kind(detail).matches();
  }

  boolean isInLane(Lane lane) {
    Boolean known = lanes.get(lane);
    return known != null
        ? known
        : lanes.computeIfAbsent(lane, it -> isWholeIn(it.toString().toLowerCase(Locale.ROOT)));
  }

  /** Reports whether a text contains this text, and a number at its end is a whole number there. */
  private boolean isWholeIn(String text) {
    boolean endsInDigit = !lowerCase.isEmpty() && isDigit(lowerCase.charAt(lowerCase.length() - 1));
    int at = text.indexOf(lowerCase);
    while (endsInDigit && at >= 0 && isDigitAt(text, at + lowerCase.length())) {
      at = text.indexOf(lowerCase, at + 1);
    }
    return at >= 0;
  }

  private static boolean isDigitAt(String text, int at) {
    return at < text.length() && isDigit(text.charAt(at));
  }

  private static boolean isDigit(char letter) {
    return letter >= '0' && letter <= '9';
  }

  /** Reports whether the text of any field contains this text. */
  boolean isInValues(Detail detail) {
    return isIn(kind(detail).fields(), detail);
  }

  /** Reports whether any text field contains this text. */
  boolean isInTexts(Detail detail) {
    return isIn(kind(detail).texts(), detail);
  }

  private boolean isIn(List<FieldSchema> fields, Detail detail) {
    for (int i = 0; i < fields.size(); i++) {
      Object value = fields.get(i).value(detail);
      if (value != null && isInValue(value)) {
        return true;
      }
    }
    return false;
  }

  private boolean isInValue(Object value) {
    boolean plain = digits != NO_DIGITS && (value instanceof Integer || value instanceof Long);
    long number = plain ? ((Number) value).longValue() : -1;
    return number >= 0 ? isInDigits(number) : isIn(value.toString());
  }

  /**
   * Reports whether the digits of a number contain those of the text, without formatting the
   * number.
   */
  private boolean isInDigits(long number) {
    long rest = number;
    while (rest >= leastNumber) {
      if (rest % modulus == digits) {
        return true;
      }
      rest /= 10;
    }
    return number == 0 && digits == 0 && lowerCase.length() == 1;
  }

  private Kind kind(Detail detail) {
    Kind known = kinds.get(detail.getClass());
    return known != null ? known : kinds.computeIfAbsent(detail.getClass(), _ -> read(detail));
  }

  private Kind read(Detail detail) {
    boolean numeric = lowerCase.chars().allMatch(it -> it == '-' || (it >= '0' && it <= '9'));
    List<FieldSchema> fields = new ArrayList<>();
    List<FieldSchema> texts = new ArrayList<>();
    for (FieldSchema field : EventSchema.of(detail).fields()) {
      Class<?> type = field.type();
      if (numeric || canContain(type)) {
        fields.add(field);
      }
      if (type == String.class || type == Rule.class) {
        texts.add(field);
      }
    }
    return new Kind(isIn(EventSchema.kind(detail)), List.copyOf(fields), List.copyOf(texts));
  }

  /** Reports whether any value of a type can contain this text, which is not a number. */
  private boolean canContain(Class<?> type) {
    if (type == boolean.class) {
      return isIn("true") || isIn("false");
    }
    Object[] values = type.getEnumConstants();
    return values == null
        ? type != int.class && type != long.class
        : Arrays.stream(values).anyMatch(value -> isIn(value.toString()));
  }

  /** Reports whether a text contains this text, regardless of case. */
  private boolean isIn(String text) {
    int last = text.length() - lowerCase.length();
    if (lowerCase.isEmpty()) {
      return true;
    }
    char first = lowerCase.charAt(0);
    for (int at = 0; at < text.length(); at++) {
      char letter = text.charAt(at);
      if (letter >= 0x80) {
        return text.toLowerCase(Locale.ROOT).contains(lowerCase);
      }
      if (at <= last && lower(letter) == first && isAt(text, at)) {
        return true;
      }
    }
    return false;
  }

  private boolean isAt(String text, int at) {
    for (int i = 1; i < lowerCase.length(); i++) {
      if (lower(text.charAt(at + i)) != lowerCase.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? (char) (letter + ('a' - 'A')) : letter;
  }
}
