package dev.fenceline.nvme;

/**
 * Position and width of a little-endian number in a structure. Each protocol offset is defined
 * once, as a field.
 *
 * @param name the field's name in the specification
 * @param offset first byte, from the start of the structure
 * @param shift lowest bit, counted from bit 0 of the first byte
 * @param bits width, 1..64
 */
public record BitField(String name, int offset, int shift, int bits) {

  public BitField {
    if (offset < 0 || shift < 0 || bits < 1 || shift + bits > Long.SIZE) {
      throw new IllegalArgumentException(name + ": no such field");
    }
  }

  /** Returns a field of 1..8 whole bytes. */
  public static BitField bytes(String name, int offset, int size) {
    return new BitField(name, offset, 0, size * Byte.SIZE);
  }

  /**
   * Returns a field of bits {@code shift} to {@code shift + bits - 1} of the word that begins at
   * offset.
   */
  public static BitField bits(String name, int offset, int shift, int bits) {
    return new BitField(name, offset + shift / Byte.SIZE, shift % Byte.SIZE, bits);
  }

  /** Returns a single bit of the word that begins at offset. */
  public static BitField bit(String name, int offset, int shift) {
    return bits(name, offset, shift, 1);
  }

  /** Returns the number of bytes that the field touches. */
  public int size() {
    return (shift + bits + Byte.SIZE - 1) / Byte.SIZE;
  }

  long get(byte[] bytes) {
    long word = 0;
    for (int i = size() - 1; i >= 0; i--) {
      word = (word << Byte.SIZE) | (bytes[offset + i] & 0xFF);
    }
    return (word >>> shift) & mask();
  }

  void set(byte[] bytes, long value) {
    if (!holds(value)) {
      throw new IllegalArgumentException(
          "%s is %#x: wider than %d bits".formatted(name, value, bits));
    }
    long word = value << shift;
    long touched = mask() << shift;
    for (int i = 0; i < size(); i++) {
      int at = offset + i;
      bytes[at] = (byte) ((bytes[at] & ~touched) | (word & touched));
      word >>>= Byte.SIZE;
      touched >>>= Byte.SIZE;
    }
  }

  /**
   * Reports whether the field is wide enough. A field of 32 or 64 bits also takes a signed value.
   */
  private boolean holds(long value) {
    return (value & ~mask()) == 0 || (bits == Integer.SIZE && value == (int) value);
  }

  private long mask() {
    return bits == Long.SIZE ? -1 : (1L << bits) - 1;
  }
}
