package dev.fenceline.nvme;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** An immutable byte array with little-endian fields, as a structure has on the wire. */
public final class Bytes {
  private static final byte SPACE = ' ';

  private final byte[] value;

  private Bytes(byte[] owned) {
    value = owned;
  }

  public static Bytes of(byte... bytes) {
    return new Bytes(bytes.clone());
  }

  /** Returns {@code length} zero bytes. */
  public static Bytes zero(int length) {
    return new Bytes(new byte[length]);
  }

  /**
   * Takes exactly {@code length} bytes from the buffer.
   *
   * @throws MalformedException if there are fewer
   */
  public static Bytes read(String structure, ByteBuf in, int length) {
    Bytes read = peek(structure, in, length);
    in.skipBytes(length);
    return read;
  }

  /**
   * Returns the next {@code length} bytes of the buffer, and leaves them there.
   *
   * @throws MalformedException if there are fewer
   */
  public static Bytes peek(String structure, ByteBuf in, int length) {
    if (in.readableBytes() < length) {
      throw new MalformedException(
          structure, in.readableBytes(), "ends here, its length is " + length);
    }
    byte[] bytes = new byte[length];
    in.getBytes(in.readerIndex(), bytes);
    return new Bytes(bytes);
  }

  /** Returns a builder of {@code length} zero bytes. */
  public static Builder builder(int length) {
    return new Builder(new byte[length]);
  }

  /** Returns a builder that starts with a copy of these bytes. */
  public Builder toBuilder() {
    return new Builder(value.clone());
  }

  public int length() {
    return value.length;
  }

  /** Returns the byte at an offset, -128..127. */
  public byte at(int offset) {
    return value[offset];
  }

  /** Returns the number in a field, unsigned unless it has 64 bits. */
  public long get(BitField field) {
    return field.get(value);
  }

  /** Returns the number in a field as an int; a field of 32 bits may be negative. */
  public int getInt(BitField field) {
    return (int) field.get(value);
  }

  public boolean isSet(BitField field) {
    return field.get(value) != 0;
  }

  /** Returns the text without its padding of spaces. */
  public String padded(int offset, int length) {
    return terminated(offset, length).stripTrailing();
  }

  /** Returns the text up to the first NUL, or up to the end of the field. */
  public String terminated(int offset, int length) {
    int end = offset;
    while (end < offset + length && value[end] != 0) {
      end++;
    }
    return new String(value, offset, end - offset, StandardCharsets.UTF_8);
  }

  public Bytes slice(int offset, int length) {
    return new Bytes(Arrays.copyOfRange(value, offset, offset + length));
  }

  public void write(ByteBuf out) {
    out.writeBytes(value);
  }

  public byte[] toArray() {
    return value.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  /** Returns the bytes in hexadecimal. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(value);
  }

  /** Builds {@link Bytes} field by field. */
  public static final class Builder {
    private final byte[] value;

    private Builder(byte[] owned) {
      value = owned;
    }

    /**
     * @throws IllegalArgumentException if the number is too wide for the field
     */
    public Builder set(BitField field, long number) {
      field.set(value, number);
      return this;
    }

    public Builder set(BitField flag, boolean on) {
      return set(flag, on ? 1 : 0);
    }

    public Builder set(int offset, Bytes bytes) {
      System.arraycopy(bytes.value, 0, value, offset, bytes.value.length);
      return this;
    }

    /**
     * Sets a text padded with spaces, such as a serial or model number.
     *
     * @throws IllegalArgumentException if the text is longer than the field
     */
    public Builder padded(int offset, int length, String text) {
      return text(offset, length, text, SPACE);
    }

    /**
     * Sets a text padded with NUL, such as an NQN or address.
     *
     * @throws IllegalArgumentException if the text is longer than the field
     */
    public Builder terminated(int offset, int length, String text) {
      return text(offset, length, text, (byte) 0);
    }

    private Builder text(int offset, int length, String text, byte pad) {
      byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
      if (encoded.length > length) {
        throw new IllegalArgumentException("\"%s\" has more than %d bytes".formatted(text, length));
      }
      System.arraycopy(encoded, 0, value, offset, encoded.length);
      Arrays.fill(value, offset + encoded.length, offset + length, pad);
      return this;
    }

    public Bytes build() {
      return new Bytes(value.clone());
    }
  }
}
