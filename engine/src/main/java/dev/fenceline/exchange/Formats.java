package dev.fenceline.exchange;

import dev.fenceline.exchange.capture.CaptureReader;
import dev.fenceline.exchange.capture.packet.CaptureException;
import dev.fenceline.exchange.kernellog.KernelLogReader;
import dev.fenceline.exchange.recording.ConclusionUpdater;
import dev.fenceline.session.Compression;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Detects the format of a file from its content, regardless of its name, and reads it. */
public enum Formats {
  /** A session of Fenceline, plain or packed (gzip, xz, zstd, bzip2). */
  SESSION,
  /**
   * The log of a Linux kernel, plain or packed (gzip, xz, zstd, bzip2), if any of its lines is
   * about NVMe.
   */
  KERNEL_LOG,
  /** A network capture, pcap or pcapng, plain or packed (gzip, xz, zstd, bzip2). */
  CAPTURE,
  /** Bytes that are not text. */
  BINARY;

  /** The number of bytes that suffice to recognise the format of a file. */
  private static final int HEAD_BYTES = 1 << 12;

  /** The number of bytes that are searched for a log line. */
  private static final int BEGINNING_BYTES = 1 << 16;

  /**
   * One in this many characters of a text may be a control character or belong to another encoding.
   */
  private static final int ODD_SHARE = 10;

  private static final String SESSION_MARK = "\"format\":\"fenceline-session\"";
  private static final String EXPECTED =
      "expected a session of Fenceline (*.fenceline), a network capture (pcap or pcapng) or a"
          + " kernel log with lines such as \"[   12.345678] nvme nvme0: starting error recovery\","
          + " from dmesg, journalctl -k or syslog";

  /** Marks lines of ESXi logs. */
  private static final Pattern ESXI =
      Pattern.compile("\\b(?:vmkernel|vmkwarning): (?:cpu\\d+:\\d+|.*\\)(?:NVM|nvme))");

  /**
   * Returns the format of a file. A text that is not a session may be a kernel log; only reading
   * all of it shows that.
   *
   * @throws IOException if the file cannot be read
   */
  public static Formats of(Path file) throws IOException {
    try (InputStream in = open(file)) {
      return of(in);
    }
  }

  private static InputStream open(Path file) throws IOException {
    try {
      return Compression.open(file);
    } catch (EOFException cut) {
      throw new FormatException(file + ": the file is cut off within its first bytes");
    }
  }

  private static Formats of(InputStream in) throws IOException {
    in.mark(HEAD_BYTES);
    byte[] head = head(in, HEAD_BYTES);
    in.reset();
    if (CaptureReader.isCapture(head)) {
      return CAPTURE;
    }
    String text = new String(head, StandardCharsets.UTF_8);
    if (text.startsWith("{") && text.lines().findFirst().orElse("").contains(SESSION_MARK)) {
      return SESSION;
    }
    boolean isUtf16 = text.startsWith("\uFFFD\uFFFD");
    return isUtf16 || isText(text) ? KERNEL_LOG : BINARY;
  }

  /** Returns the first bytes, or fewer if a packed file was truncated. */
  private static byte[] head(InputStream in, int bytes) throws IOException {
    byte[] head = new byte[bytes];
    int filled = 0;
    try {
      for (int read = 0; read >= 0 && filled < bytes; filled += Math.max(0, read)) {
        read = in.read(head, filled, bytes - filled);
      }
    } catch (EOFException cut) {
      return Arrays.copyOf(head, filled);
    }
    return Arrays.copyOf(head, filled);
  }

  /**
   * Reports whether the bytes are text. Zero bytes do not make them binary: a host that crashes
   * leaves blocks of zeros in its log.
   */
  private static boolean isText(String head) {
    long odd =
        head.chars()
            .filter(
                c -> c == 0xFFFD || (c < ' ' && c != 0 && "\t\n\r\f\u001B\u001E".indexOf(c) < 0))
            .count();
    boolean isZeros = !head.isEmpty() && head.chars().allMatch(c -> c == 0);
    return !isZeros && odd * ODD_SHARE <= head.length();
  }

  /** Reports whether the first lines of a file are those of a log, regardless of its name. */
  public static boolean beginsAsKernelLog(Path file) throws IOException {
    try (InputStream in = open(file)) {
      String head = new String(head(in, BEGINNING_BYTES), StandardCharsets.UTF_8);
      return head.lines()
          .anyMatch(line -> line.contains("\"MESSAGE\"") || KernelLogReader.isAboutNvme(line));
    }
  }

  /**
   * Reads a session, or reads a log or a capture as a session. Conclusions that older rules drew
   * are drawn again.
   *
   * @throws FormatException if it is none of these, or a capture without NVMe/TCP
   * @throws IOException if it cannot be read
   */
  public static Session read(Path file) throws IOException {
    return read(file, "");
  }

  /**
   * Reads a file as {@link #read(Path)} does, but reads only one host's part of a log of several
   * hosts.
   *
   * @param host one of those that {@link dev.fenceline.event.LogEvent.Opened} names, or empty for
   *     all
   * @throws FormatException also if a host is given and the file is not a log
   */
  public static Session read(Path file, String host) throws IOException {
    return read(file, host, (_, _) -> {});
  }

  /**
   * Reads a file as {@link #read(Path, String)} does, and passes the events of a session on before
   * all are read.
   */
  public static Session read(Path file, String host, SessionReader.Beginning beginning)
      throws IOException {
    Formats format = of(file);
    if (!host.isEmpty() && (format == SESSION || format == CAPTURE)) {
      throw new FormatException(
          "%s: this is a %s; a host can only be chosen of a kernel log: leave out --host"
              .formatted(file, format == SESSION ? "session" : "capture"));
    }
    return switch (format) {
      case SESSION -> ConclusionUpdater.of(SessionReader.read(file, beginning));
      case KERNEL_LOG -> kernelLog(file, host);
      case CAPTURE -> capture(file);
      case BINARY -> throw new FormatException(file + ": this is not a text; " + EXPECTED);
    };
  }

  private static Session capture(Path file) throws IOException {
    try (InputStream in = open(file)) {
      return CaptureReader.read(in, String.valueOf(file.getFileName()));
    } catch (CaptureException e) {
      throw new FormatException(file + ": " + e.getMessage());
    }
  }

  private static Session kernelLog(Path file, String host) throws IOException {
    String title = file.getFileName() + (host.isEmpty() ? "" : ", host " + host);
    try (InputStream in = open(file)) {
      return KernelLogReader.read(in, title, host)
          .orElseThrow(() -> new FormatException(file + ": " + notRead(file)));
    }
  }

  /**
   * Returns why no line of a text was read. The first lines show whether it is a log of another
   * system.
   */
  private static String notRead(Path file) {
    String beginning = "";
    try (InputStream in = open(file)) {
      beginning = new String(head(in, BEGINNING_BYTES), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      // the file was readable before, so the general message is sufficient
    }
    return ESXI.matcher(beginning).find()
        ? "this is the log of a VMware ESXi host: its lines are not followed, only those of a Linux"
            + " kernel"
        : "this is not a session, and it has no kernel message about NVMe; " + EXPECTED;
  }
}
