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

  /** CRC32C of a part of the buffer; its indices stay as they are. */
  public static int of(ByteBuf buffer, int index, int length) {
    CRC32C crc = new CRC32C();
    update(crc, buffer, index, length);
    return (int) crc.getValue();
  }

  /** Goes on with a part of the buffer; its indices stay as they are. */
  static void update(CRC32C crc, ByteBuf buffer, int index, int length) {
    for (ByteBuffer part : buffer.nioBuffers(index, length)) {
      crc.update(part);
    }
  }

  /**
   * A digest that does not fit its bytes.
   *
   * @param received as it came
   * @param expected as computed over what came
   */
  public record Mismatch(int received, int expected) {
    /** As Linux prints it: {@code recv 0x1 expected 0x2}. */
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "recv %#x expected %#x", received, expected);
    }
  }
}
