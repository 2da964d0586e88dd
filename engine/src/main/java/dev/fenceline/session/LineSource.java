package dev.fenceline.session;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.ZipException;

/**
 * Splits a stream into lines of limited length and computes a checksum of the lines before the
 * current one.
 */
final class LineSource {
  /** Length of the longest line that is accepted, in bytes. */
  static final int LINE_BYTES_MAX = 8 << 20;

  private static final int BUFFER_BYTES = 1 << 16;

  private final InputStream in;
  private final CRC32C checksum = new CRC32C();
  private byte[] buffer = new byte[BUFFER_BYTES];
  private int start;
  private int summed;
  private int end;
  private int filled;
  private boolean isAtEnd;
  private boolean isTerminated;
  private long number;

  LineSource(InputStream in) {
    this.in = in;
  }

  /**
   * Reads the next line and reports whether there is one. A truncated gzip stream ends where it was
   * cut.
   *
   * @throws SessionException if the line is longer than the limit
   */
  boolean next() throws IOException {
    if (number > 0) {
      start = isTerminated ? end + 1 : end;
    }
    number++;
    end = start;
    while (true) {
      while (end < filled && buffer[end] != '\n') {
        end++;
      }
      if (end - start > LINE_BYTES_MAX) {
        throw new SessionException(
            "line %d is longer than %d MiB: this is not a session"
                .formatted(number, LINE_BYTES_MAX >> 20));
      }
      if (end < filled) {
        isTerminated = true;
        return true;
      }
      if (isAtEnd) {
        isTerminated = false;
        return end > start;
      }
      fill();
    }
  }

  private void fill() throws IOException {
    checksumBefore();
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, filled - start);
      end -= start;
      filled -= start;
      start = 0;
      summed = 0;
    }
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    try {
      int count = in.read(buffer, filled, buffer.length - filled);
      isAtEnd = count < 0;
      filled += Math.max(0, count);
    } catch (EOFException | ZipException e) {
      isAtEnd = true;
    }
  }

  /** Returns the buffer that contains the line. */
  byte[] bytes() {
    return buffer;
  }

  /** Returns the offset of the line in the buffer. */
  int start() {
    return start;
  }

  /** Returns the length of the line without the newline. */
  int length() {
    return end - start;
  }

  /** Returns the number of the line, from 1. */
  long number() {
    return number;
  }

  /** Returns the CRC-32C of all lines before this one. */
  long checksumBefore() {
    checksum.update(buffer, summed, start - summed);
    summed = start;
    return checksum.getValue();
  }
}
