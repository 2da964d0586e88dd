package dev.fenceline.nvme.tcp;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.zip.CRC32C;

/** The digest of NVMe/TCP: CRC32C (Castagnoli), stored little-endian. */
public final class Digest {
  /** Bytes of HDGST and of DDGST. */
  public static final int SIZE = 4;

  private Digest() {}

  /** Returns the CRC32C of a part of the buffer. The buffer's indices do not change. */
  public static int of(ByteBuf buffer, int index, int length) {
    CRC32C crc = new CRC32C();
    update(crc, buffer, index, length);
    return (int) crc.getValue();
  }

  /** Updates the CRC32C with a part of the buffer. The buffer's indices do not change. */
  static void update(CRC32C crc, ByteBuf buffer, int index, int length) {
    for (ByteBuffer part : buffer.nioBuffers(index, length)) {
      crc.update(part);
    }
  }

  /**
   * A digest that does not match its bytes.
   *
   * @param received the received digest
   * @param expected the digest computed from the received bytes
   */
  public record Mismatch(int received, int expected) {
    /** Returns the text that Linux prints, such as {@code recv 0x1 expected 0x2}. */
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "recv %#x expected %#x", received, expected);
    }
  }
}
