package dev.fenceline.exchange;

import dev.fenceline.exchange.capture.CaptureException;
import dev.fenceline.exchange.capture.CaptureReader;
import dev.fenceline.exchange.kernellog.KernelLogReader;
import dev.fenceline.exchange.recording.DrawnAnew;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionReader;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** What a file is, by its content and whatever its name, and the reader for it. */
public enum Formats {
  /** A session of Fenceline, plain or gzip. */
  SESSION,
  /** The log of a Linux kernel, plain or gzip, if any of its lines is about NVMe. */
  KERNEL_LOG,
  /** A network capture, pcap or pcapng, plain or gzip. */
  CAPTURE,
  /** Bytes that are no text. */
  BINARY;

  /** So much of a file tells what it is. */
  private static final int HEAD_BYTES = 1 << 12;

  /** So much is looked through for a line of a log. */
  private static final int BEGINNING_BYTES = 1 << 16;

  private static final int GZIP_MAGIC = 0x1F8B;
  private static final String SESSION_MARK = "\"format\":\"fenceline-session\"";
  private static final String EXPECTED =
      "expected a session of Fenceline (*.fenceline), a network capture (pcap or pcapng) or a"
          + " kernel log with lines such as \"[   12.345678] nvme nvme0: starting error recovery\","
          + " from dmesg, journalctl -k or syslog";

  /**
   * What the file is. A text that is no session can be a kernel log: only reading it to its end can
   * tell.
   *
   * @throws IOException if the file cannot be read
   */
  public static Formats of(Path file) throws IOException {
    try (InputStream in = open(file)) {
      return of(in);
    }
  }

  private static Formats of(InputStream in) throws IOException {
    in.mark(HEAD_BYTES);
    byte[] head = in.readNBytes(HEAD_BYTES);
    in.reset();
    if (CaptureReader.isCapture(head)) {
      return CAPTURE;
    }
    String text = new String(head, StandardCharsets.UTF_8);
    if (text.startsWith("{") && text.lines().findFirst().orElse("").contains(SESSION_MARK)) {
      return SESSION;
    }
    boolean isUtf16 = text.startsWith("\uFFFD\uFFFD");
    return text.indexOf('\0') >= 0 && !isUtf16 ? BINARY : KERNEL_LOG;
  }

  /** Whether the first lines of a file are a log's, whatever its name says. */
  public static boolean beginsAsKernelLog(Path file) throws IOException {
    try (InputStream in = open(file)) {
      String head = new String(in.readNBytes(BEGINNING_BYTES), StandardCharsets.UTF_8);
      return head.lines()
          .anyMatch(line -> line.contains("\"MESSAGE\"") || KernelLogReader.isAboutNvme(line));
    }
  }

  private static InputStream open(Path file) throws IOException {
    BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file));
    try {
      in.mark(2);
      int magic = in.read() << 8 | in.read();
      in.reset();
      return magic == GZIP_MAGIC ? new BufferedInputStream(new GZIPInputStream(in)) : in;
    } catch (EOFException cut) {
      in.close();
      throw new FormatException(file + ": the file was cut in its first bytes");
    } catch (IOException unreadable) {
      in.close();
      throw unreadable;
    }
  }

  /**
   * Reads a session, or a log or a capture as one. What was concluded in a session by older rules
   * is concluded anew.
   *
   * @throws FormatException if it is none of these, or a capture without NVMe/TCP
   * @throws IOException if it cannot be read
   */
  public static Session read(Path file) throws IOException {
    return switch (of(file)) {
      case SESSION -> DrawnAnew.of(SessionReader.read(file));
      case KERNEL_LOG -> kernelLog(file);
      case CAPTURE -> capture(file);
      case BINARY -> throw new FormatException(file + ": this is no text; " + EXPECTED);
    };
  }

  private static Session capture(Path file) throws IOException {
    try (InputStream in = open(file)) {
      return CaptureReader.read(in, String.valueOf(file.getFileName()));
    } catch (CaptureException e) {
      throw new FormatException(file + ": " + e.getMessage());
    }
  }

  private static Session kernelLog(Path file) throws IOException {
    try (InputStream in = open(file)) {
      return KernelLogReader.read(in, String.valueOf(file.getFileName()))
          .orElseThrow(() ->
              new FormatException(
                  file
                      + ": this is no session, and no line of it is a kernel's about NVMe; "
                      + EXPECTED));
    }
  }
}
