package dev.fenceline.session;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = LOW_BITS << 7;
  private static final long NEWLINES = LOW_BITS * '\n';

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
  private long openLine;

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
      end = newline(end);
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
        openLine = end > start ? number : openLine;
        return end > start;
      }
      fill();
    }
  }

  /** Returns the offset of the first newline from an offset on, or the end of the read bytes. */
  private int newline(int from) {
    int at = from;
    for (; at <= filled - Long.BYTES; at += Long.BYTES) {
      // A byte of the difference is zero where the newline is, and only there.
      long difference = (long) EIGHT_BYTES.get(buffer, at) ^ NEWLINES;
      long zeroes = (difference - LOW_BITS) & ~difference & HIGH_BITS;
      if (zeroes != 0) {
        return at + Long.numberOfTrailingZeros(zeroes) / Byte.SIZE;
      }
    }
    while (at < filled && buffer[at] != '\n') {
      at++;
    }
    return at;
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

  /** Reports whether the stream ended within a line that was read, before its newline. */
  boolean endsWithin(long line) {
    return line == openLine;
  }

  /** Returns the CRC-32C of all lines before this one. */
  long checksumBefore() {
    checksum.update(buffer, summed, start - summed);
    summed = start;
    return checksum.getValue();
  }
}
