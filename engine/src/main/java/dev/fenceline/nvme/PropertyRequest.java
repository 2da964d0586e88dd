package dev.fenceline.nvme;

/**
 * Parameters of a Property Get or Property Set.
 *
 * @param offset byte offset of the property, unsigned 32 bits
 * @param size 4 or 8 bytes; 0 for an invalid size code
 * @param value the value to set; 0 in a Property Get
 */
public record PropertyRequest(long offset, int size, long value) {
  public static PropertyRequest of(Command command) {
    int size =
        switch ((int) command.get(CommandFields.ATTRIB)) {
          case CommandFields.ATTRIB_4_BYTES -> 4;
          case CommandFields.ATTRIB_8_BYTES -> 8;
          default -> 0;
        };
    return new PropertyRequest(
        command.get(CommandFields.OFST), size, command.get(CommandFields.VALUE));
  }

  /** Reports whether the request names this property with the right size. */
  public boolean matches(Property property) {
    return offset == property.offset() && size == property.size();
  }
}
