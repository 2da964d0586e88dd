package dev.fenceline.exchange.kernellog.line;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a log, one at a time and of bounded length: without carriage returns, terminal
 * colours, byte order marks, and the zeros that a host leaves in a log when it crashes. Bytes that
 * are not UTF-8 become U+FFFD.
 */
public final class LogLines {
  /** The largest length of a line. The rest of a longer line is left out. */
  public static final int LINE_CHARS_MAX = 1 << 16;

  private static final int MARK_BYTES = 3;
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final char ESCAPE = '\u001B';

  /**
   * {@code ESC [ ... letter}: terminal colours and cursor movements; also with the escape character
   * written out, as syslog daemons and terminals do.
   */
  private static final Pattern ESCAPES =
      Pattern.compile(
          "\u001B\\[[0-9;?]*[A-Za-z]|\u001B.?|(?:#033|\\^\\[|\\\\x1b|\\\\e)\\[[0-9;]*[mK]");

  private final Reader reader;
  private final char[] buffer = new char[1 << 14];
  private int at;
  private int filled;

  /** The line so far. An array, because a builder checks its encoding for each character. */
  private char[] line = new char[1 << 8];

  private int length;
  private long number;
  private boolean isLineBegun;
  private boolean isCut;

  /** Creates the lines of a stream, which is left open. */
  public LogLines(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in);
    buffered.mark(MARK_BYTES);
    int mark = 0;
    try {
      mark = buffered.read() << 8 | buffered.read();
    } catch (EOFException cut) {
      isCut = true;
    }
    buffered.reset();
    Charset charset =
        switch (mark) {
          case 0xFFFE -> StandardCharsets.UTF_16LE;
          case 0xFEFF -> StandardCharsets.UTF_16BE;
          default -> StandardCharsets.UTF_8;
        };
    reader = new InputStreamReader(buffered, charset);
  }

  /** Returns the number of the last line, or of its first part, from 1. */
  long number() {
    return number;
  }

  /** Reports whether a packed file was truncated. */
  boolean isCut() {
    return isCut;
  }

  /** Returns the next line, or null at the end. */
  @Nullable String next() throws IOException {
    length = 0;
    boolean any = false;
    boolean escapes = false;
    while (at < filled || fill()) {
      char c = buffer[at++];
      number += isLineBegun ? 0 : 1;
      isLineBegun = c != '\n';
      if (c == '\n') {
        return finish(escapes);
      }
      any = true;
      escapes |= c == ESCAPE || (c == '[' && length > 0 && isWrittenOut());
      if (c != '\r' && c != '\0' && c != BYTE_ORDER_MARK && length < LINE_CHARS_MAX) {
        add(c);
      }
      if (c == ',' && isBetweenObjects()) {
        return finish(escapes);
      }
    }
    return any ? finish(escapes) : null;
  }

  private void add(char c) {
    if (length == line.length) {
      line = Arrays.copyOf(line, 2 * length);
    }
    line[length++] = c;
  }

  private boolean isWrittenOut() {
    return "3^be".indexOf(line[length - 1]) >= 0;
  }

  /**
   * Reports whether a line can be split between two objects. A list of objects may be a single line
   * that is longer than the limit.
   */
  private boolean isBetweenObjects() {
    return length > 2
        && line[length - 2] == '}'
        && (line[0] == '{' || (line[0] == '[' && line[1] == '{'));
  }

  private String finish(boolean escapes) {
    String text = new String(line, 0, length);
    return escapes ? ESCAPES.matcher(text).replaceAll("") : text;
  }

  private boolean fill() throws IOException {
    at = 0;
    filled = 0;
    try {
      filled = Math.max(0, reader.read(buffer));
    } catch (EOFException cut) {
      isCut = true;
    }
    return filled > 0;
  }
}
