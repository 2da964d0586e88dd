package dev.fenceline.nvme;

/**
 * The SGL descriptor of a fabrics command (bytes 24..39 of the SQE), which says where its data is.
 *
 * @param type descriptor type in the high four bits, subtype in the low four
 * @param address offset of in-capsule data, otherwise 0
 * @param length bytes to transfer, unsigned 32 bits
 */
public record Sgl(int type, long address, long length) {
  /** Data block, subtype offset: the data follows in the capsule. */
  public static final int IN_CAPSULE = 0x01;

  /** Transport data block: separate PDUs carry the data (C2HData, or R2T and H2CData). */
  public static final int TRANSPORT = 0x5A;

  private static final long LENGTH_MAX = 0xFFFF_FFFFL;

  public Sgl {
    if (type < 0 || type > 0xFF) {
      throw new IllegalArgumentException("SGL type " + type);
    }
    if (length < 0 || length > LENGTH_MAX) {
      throw new IllegalArgumentException("SGL length " + length);
    }
  }

  public static Sgl inCapsule(long length) {
    return new Sgl(IN_CAPSULE, 0, length);
  }

  public static Sgl transport(long length) {
    return new Sgl(TRANSPORT, 0, length);
  }

  /** Returns the descriptor that Linux uses in a command without data. */
  public static Sgl none() {
    return transport(0);
  }

  public boolean isInCapsule() {
    return type == IN_CAPSULE;
  }

  public boolean isTransport() {
    return type == TRANSPORT;
  }
}
