package dev.fenceline.nvme;

import java.nio.charset.StandardCharsets;

/**
 * An NVMe Qualified Name: 1 to 223 bytes of UTF-8 without NUL. The prefix "nqn." is not checked;
 * real hosts and targets do not check it either.
 */
public record Nqn(String value) {
  /** Longest name in bytes, without the closing NUL. */
  public static final int LENGTH_MAX = 223;

  /** Well-known name of every discovery subsystem. */
  public static final Nqn DISCOVERY = new Nqn("nqn.2014-08.org.nvmexpress.discovery");

  public Nqn {
    int length = value.getBytes(StandardCharsets.UTF_8).length;
    if (length < 1 || length > LENGTH_MAX || value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("NQN of " + length + " bytes");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
