package dev.fenceline.nvme;

import java.util.Optional;

/**
 * The controller properties that fabrics hosts read and write (Base specification, section 3.1.4).
 */
public enum Property {
  CAP(0x00, 8),
  VS(0x08, 4),
  CC(0x14, 4),
  CSTS(0x1C, 4),
  NSSR(0x20, 4),
  CRTO(0x68, 4);

  private final int offset;
  private final int size;

  Property(int offset, int size) {
    this.offset = offset;
    this.size = size;
  }

  /** Returns the offset that Property Get and Set use. */
  public int offset() {
    return offset;
  }

  /** Returns the size, 4 or 8 bytes. */
  public int size() {
    return size;
  }

  public static Optional<Property> at(int offset) {
    for (Property property : values()) {
      if (property.offset == offset) {
        return Optional.of(property);
      }
    }
    return Optional.empty();
  }
}
