package dev.fenceline.exchange.capture.packet;

import java.nio.file.Path;
import java.util.Locale;

/** The formats of capture files. */
public enum CaptureForm {
  /** Classic pcap, with times in nanoseconds. */
  PCAP,
  /** pcapng, with the names of the paths and a comment. */
  PCAPNG;

  /** Returns the format for a file name: {@link #PCAPNG} if it ends in {@code .pcapng}. */
  public static CaptureForm of(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".pcapng") ? PCAPNG : PCAP;
  }
}
