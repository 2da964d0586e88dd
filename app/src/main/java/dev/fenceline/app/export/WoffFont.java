package dev.fenceline.app.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks a font of the format WOFF 1.0 (W3C Recommendation of 2012): the tables of a TrueType
 * font, each compressed by zlib where that makes it smaller.
 */
final class WoffFont {
  private static final int SIGNATURE = 0x774F4646;
  private static final int HEADER_BYTES = 44;
  private static final int SFNT_HEADER_BYTES = 12;
  private static final int RECORD_BYTES = 16;
  private static final int TABLES_MAX = 64;
  private static final int BYTES_MAX = 16 << 20;
  private static final int FLAVOR_AT = 4;
  private static final int COUNT_AT = 12;
  private static final int SIZE_AT = 16;

  private WoffFont() {}

  /**
   * Returns the font as TrueType.
   *
   * @throws IOException if the bytes are not such a font
   */
  static byte[] trueType(byte[] woff) throws IOException {
    try {
      return unpack(ByteBuffer.wrap(woff));
    } catch (DataFormatException | RuntimeException damaged) {
      throw new IOException("not a WOFF font: " + damaged.getMessage(), damaged);
    }
  }

  private static byte[] unpack(ByteBuffer woff) throws IOException, DataFormatException {
    int count = Short.toUnsignedInt(woff.getShort(COUNT_AT));
    int size = woff.getInt(SIZE_AT);
    if (woff.getInt(0) != SIGNATURE || count > TABLES_MAX || size < 0 || size > BYTES_MAX) {
      throw new IOException("not a WOFF font");
    }
    ByteBuffer font = ByteBuffer.allocate(size);
    int highest = Integer.highestOneBit(count);
    font.putInt(woff.getInt(FLAVOR_AT)).putShort((short) count);
    font.putShort((short) (highest * RECORD_BYTES));
    font.putShort((short) Integer.numberOfTrailingZeros(highest));
    font.putShort((short) ((count - highest) * RECORD_BYTES));
    int at = SFNT_HEADER_BYTES + count * RECORD_BYTES;
    woff.position(HEADER_BYTES);
    for (int table = 0; table < count; table++) {
      int tag = woff.getInt();
      int from = woff.getInt();
      int packed = woff.getInt();
      int length = woff.getInt();
      int checksum = woff.getInt();
      font.putInt(tag).putInt(checksum).putInt(at).putInt(length);
      font.put(at, table(woff, from, packed, length));
      at += (length + 3) & ~3;
    }
    return font.array();
  }

  private static byte[] table(ByteBuffer woff, int from, int packed, int length)
      throws DataFormatException {
    byte[] bytes = new byte[packed];
    woff.get(from, bytes);
    if (packed == length) {
      return bytes;
    }
    byte[] plain = new byte[length];
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(bytes);
      if (inflater.inflate(plain) != length) {
        throw new DataFormatException("a table is shorter than it says");
      }
    }
    return plain;
  }
}
