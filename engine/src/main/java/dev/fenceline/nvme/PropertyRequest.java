package dev.fenceline.nvme;

/**
 * Parameters of a Property Get or Property Set.
 *
 * @param offset byte offset of the property, unsigned 32 bits
 * @param size 4 or 8 bytes; 0 for a size code that does not exist
 * @param value what to set; 0 in a Property Get
 */
public record PropertyRequest(long offset, int size, long value) {
  private static final Field ATTRIB_SIZE = Field.bits("ATTRIB", 40, 0, 3);
  private static final Field OFFSET = Field.bytes("OFST", 44, 4);
  private static final Field VALUE = Field.bytes("VALUE", 48, 8);
  private static final int CODE_4_BYTES = 0;
  private static final int CODE_8_BYTES = 1;

  public static PropertyRequest get(Property property) {
    return new PropertyRequest(property.offset(), property.size(), 0);
  }

  public static PropertyRequest set(Property property, long value) {
    return new PropertyRequest(property.offset(), property.size(), value);
  }

  public static PropertyRequest of(Command command) {
    int size =
        switch ((int) command.get(ATTRIB_SIZE)) {
          case CODE_4_BYTES -> 4;
          case CODE_8_BYTES -> 8;
          default -> 0;
        };
    return new PropertyRequest(command.get(OFFSET), size, command.get(VALUE));
  }

  /** Whether the request asks for this property in its own size. */
  public boolean matches(Property property) {
    return offset == property.offset() && size == property.size();
  }

  public Command toCommand(Opcode.Fabrics type) {
    return Command.of(
        Command.fabrics(type)
            .set(ATTRIB_SIZE, size == 8 ? CODE_8_BYTES : CODE_4_BYTES)
            .set(OFFSET, offset)
            .set(VALUE, value));
  }
}
