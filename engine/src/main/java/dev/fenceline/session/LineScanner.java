package dev.fenceline.session;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a line in the form that this program writes: without blanks and escapes, in ASCII, and with
 * the fields in order. Any other line is {@link #isOdd}: a JSON parser reads it and reports what is
 * wrong with it. Use one instance for each file.
 */
final class LineScanner {
  /** Number of digits of which any value fits into a {@code long}. */
  private static final int DIGITS_MAX = 18;

  private static final int HEX_DIGITS = 16;

  /** Number of texts that are kept for reuse. */
  private static final int KEPT = 1 << 12;

  private static final int KEPT_BYTES_MAX = 1 << 8;

  private final byte[][] keptBytes = new byte[KEPT][];
  private final String[] kept = new String[KEPT];
  private byte[] bytes = {};
  private int at;
  private int end;
  private boolean isOdd;
  private int from;
  private int to;
  private int hash;

  /** Begins a line. */
  void begin(byte[] line, int start, int length) {
    bytes = line;
    at = start;
    end = start + length;
    isOdd = false;
  }

  /**
   * Reports whether the line is not in the form that this program writes. Values read from it are
   * then invalid.
   */
  boolean isOdd() {
    return isOdd;
  }

  /** Reports whether the whole line was read and is not odd. */
  boolean isAtEnd() {
    return !isOdd && at == end;
  }

  /** Skips these bytes if they come next. */
  boolean skip(byte[] expected) {
    int past = at + expected.length;
    if (past > end || !Arrays.equals(bytes, at, past, expected, 0, expected.length)) {
      return false;
    }
    at = past;
    return true;
  }

  /** Skips a byte that must come next; otherwise the line becomes odd. */
  void expect(char next) {
    if (at < end && bytes[at] == next) {
      at++;
    } else {
      isOdd = true;
    }
  }

  /** Skips a byte if it comes next. */
  boolean skip(char next) {
    boolean is = at < end && bytes[at] == next;
    at += is ? 1 : 0;
    return is;
  }

  /** Skips the name of a field, and the comma before it unless the field is the first. */
  boolean skipName(byte[] name, boolean isFirst) {
    int before = at;
    if ((isFirst || skip(',')) && skip(name)) {
      return true;
    }
    at = before;
    return false;
  }

  /** Reads a whole number. */
  long number() {
    boolean isNegative = skip('-');
    int first = at;
    long value = 0;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      value = value * 10 + (bytes[at++] - '0');
    }
    int digits = at - first;
    if (digits == 0 || digits > DIGITS_MAX || (bytes[first] == '0' && (digits > 1 || isNegative))) {
      isOdd = true;
    }
    return isNegative ? -value : value;
  }

  /** Reads a text, which is the current word until the next one is read. */
  private void word() {
    expect('"');
    from = at;
    hash = 0;
    while (at < end && bytes[at] != '"') {
      byte each = bytes[at++];
      if (each < ' ' || each == '\\') { // bytes outside ASCII are negative
        isOdd = true;
      }
      hash = 31 * hash + each;
    }
    to = at;
    expect('"');
  }

  /** Reads a text that is one of several words; null if the text is none of them. */
  <T> @Nullable T word(Words<T> words) {
    word();
    return isOdd ? null : words.get(bytes, from, to, hash);
  }

  /** Returns the text that was read last. */
  String lastWord() {
    return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
  }

  /** Reads a text. A text that was read before is usually returned as the same object. */
  String text() {
    word();
    if (isOdd) {
      return "";
    }
    if (to - from > KEPT_BYTES_MAX) {
      return lastWord();
    }
    int slot = (hash ^ hash >>> 16) & (KEPT - 1);
    byte[] known = keptBytes[slot];
    if (known == null || !Arrays.equals(known, 0, known.length, bytes, from, to)) {
      keptBytes[slot] = Arrays.copyOfRange(bytes, from, to);
      kept[slot] = lastWord();
    }
    return kept[slot];
  }

  /** Reads a text of 16 hexadecimal digits. */
  long hexadecimal() {
    expect('"');
    long value = 0;
    int past = at + HEX_DIGITS;
    if (past >= end) {
      isOdd = true;
      return 0;
    }
    for (; at < past; at++) {
      int digit = Character.digit(bytes[at], HEX_DIGITS);
      if (digit < 0) {
        isOdd = true;
      }
      value = value << 4 | digit;
    }
    expect('"');
    return value;
  }
}
