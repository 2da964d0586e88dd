package dev.fenceline.exchange.kernellog;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a log, one at a time and of bounded length: without carriage returns, colours of a
 * terminal, byte order marks. Bytes that are no UTF-8 become U+FFFD.
 */
final class LogLines {
  /** What is read of one line; the rest is left out. */
  static final int LINE_CHARS_MAX = 1 << 16;

  private static final int MARK_BYTES = 3;
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final char ESCAPE = '\u001B';

  /** {@code ESC [ ... letter}: colours and movements of a terminal. */
  private static final Pattern ESCAPES = Pattern.compile("\u001B\\[[0-9;?]*[A-Za-z]|\u001B.?");

  private final Reader reader;
  private final char[] buffer = new char[1 << 14];
  private int at;
  private int filled;

  /** The lines of a stream, which is left open. */
  LogLines(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in);
    buffered.mark(MARK_BYTES);
    int mark = buffered.read() << 8 | buffered.read();
    buffered.reset();
    Charset charset =
        switch (mark) {
          case 0xFFFE -> StandardCharsets.UTF_16LE;
          case 0xFEFF -> StandardCharsets.UTF_16BE;
          default -> StandardCharsets.UTF_8;
        };
    reader = new InputStreamReader(buffered, charset);
  }

  /** The next line; null at the end. */
  @Nullable String next() throws IOException {
    StringBuilder line = new StringBuilder();
    boolean any = false;
    boolean escapes = false;
    while (at < filled || fill()) {
      char c = buffer[at++];
      if (c == '\n') {
        return finish(line, escapes);
      }
      any = true;
      escapes |= c == ESCAPE;
      if (c != '\r' && c != BYTE_ORDER_MARK && line.length() < LINE_CHARS_MAX) {
        line.append(c);
      }
    }
    return any ? finish(line, escapes) : null;
  }

  private static String finish(StringBuilder line, boolean escapes) {
    return escapes ? ESCAPES.matcher(line).replaceAll("") : line.toString();
  }

  private boolean fill() throws IOException {
    at = 0;
    filled = Math.max(0, reader.read(buffer));
    return filled > 0;
  }
}
