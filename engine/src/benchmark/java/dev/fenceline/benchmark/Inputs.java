package dev.fenceline.benchmark;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The input files of the measurements, which are made once and kept in a folder.
 *
 * @param folder the folder in which they are kept
 * @param real the folder of the recordings of real hosts
 */
record Inputs(Path folder, Path real) {
  private static final long LOG_BYTES = 100_000_000;
  private static final long CAPTURE_BYTES = 200_000_000;

  /** Number of kernel log lines that are not about NVMe, for each recovery. */
  private static final int OTHER_LINES = 150;

  private static final List<String> OTHER =
      List.of(
          "audit: type=1400 audit(1764400000.123:%d): apparmor=\"STATUS\""
              + " operation=\"profile_load\" name=\"/usr/bin/man\" pid=812"
              + " comm=\"apparmor_parser\"",
          "IPv6: ADDRCONF(NETDEV_CHANGE): ens%d: link becomes ready",
          "EXT4-fs (dm-%d): mounted filesystem with ordered data mode. Quota mode: none.",
          "mlx5_core 0000:3b:00.%d: Port module event: module 0, Cable plugged");

  private static final int PCAP_HEAD = 24;
  private static final int RECORD_HEAD = 16;

  /** Offset of the ports in a TCP segment over IPv4 and Ethernet. */
  private static final int PORTS_AT = 34;

  private static final short TARGET_PORT = 4420;
  private static final int FIRST_PORT = 10_000;
  private static final int PORTS = 50_000;
  private static final int MICROS = 1_000_000;

  private interface Making {
    void write(Path file) throws IOException;
  }

  private Path made(String name, Making making) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      Files.createDirectories(folder);
      Path part = folder.resolve(name + ".part");
      making.write(part);
      Files.move(part, file);
    }
    return file;
  }

  /** Returns a session with the given number of events. */
  Path session(int events) throws IOException {
    return made(events + ".fenceline", file -> SessionGenerator.write(events, file, 1));
  }

  /** Returns the log of a host that loses its path repeatedly, among lines of other drivers. */
  Path log() throws IOException {
    return made("host.log", this::writeLog);
  }

  private void writeLog(Path file) throws IOException {
    List<String> lines = Files.readAllLines(real.resolve("keep-alive-timeout.log"));
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      long written = 0;
      double moved = 0;
      for (int copy = 0; written < LOG_BYTES; copy++) {
        double last = 0;
        for (String line : lines) {
          last = Double.parseDouble(line.substring(1, line.indexOf(']')).strip());
          written += write(out, moved + last, line.substring(line.indexOf(']') + 2));
        }
        for (int i = 0; i < OTHER_LINES; i++) {
          String other = OTHER.get(i % OTHER.size());
          written += write(out, moved + last + 1 + i, other.formatted(copy % 10));
        }
        moved += last + 2 + OTHER_LINES;
      }
    }
  }

  private static int write(OutputStream out, double seconds, String text) throws IOException {
    String line = String.format(Locale.ROOT, "[%12.6f] %s%n", seconds, text);
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    out.write(bytes);
    return bytes.length;
  }

  /** Returns a capture in which a host repeatedly connects, writes, reads and disconnects. */
  Path capture() throws IOException {
    return made("host.pcap", this::writeCapture);
  }

  private void writeCapture(Path file) throws IOException {
    byte[] original = Files.readAllBytes(real.resolve("linux-simple.pcap"));
    ByteBuffer first = ByteBuffer.wrap(original).order(ByteOrder.LITTLE_ENDIAN);
    int span = lastSecond(first) - first.getInt(PCAP_HEAD) + 1;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      out.write(original, 0, PCAP_HEAD);
      long copies = CAPTURE_BYTES / original.length;
      for (int copy = 0; copy < copies; copy++) {
        byte[] bytes = original.clone();
        move(ByteBuffer.wrap(bytes), copy * span, (short) (FIRST_PORT + copy % PORTS));
        out.write(bytes, PCAP_HEAD, bytes.length - PCAP_HEAD);
      }
    }
  }

  private static int lastSecond(ByteBuffer capture) {
    int last = 0;
    for (int at = PCAP_HEAD; at < capture.limit(); at += RECORD_HEAD + capture.getInt(at + 8)) {
      last = capture.getInt(at) + capture.getInt(at + 4) / MICROS;
    }
    return last;
  }

  private static void move(ByteBuffer capture, int seconds, short port) {
    for (int at = PCAP_HEAD; at < capture.limit(); ) {
      ByteBuffer little = capture.order(ByteOrder.LITTLE_ENDIAN);
      little.putInt(at, little.getInt(at) + seconds);
      int length = little.getInt(at + 8);
      ByteBuffer big = capture.order(ByteOrder.BIG_ENDIAN);
      int ports = at + RECORD_HEAD + PORTS_AT;
      int ofHost = big.getShort(ports) == TARGET_PORT ? ports + 2 : ports;
      big.putShort(ofHost, port);
      at += RECORD_HEAD + length;
    }
  }
}
