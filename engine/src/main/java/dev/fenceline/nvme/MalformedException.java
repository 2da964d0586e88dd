package dev.fenceline.nvme;

/**
 * Thrown for bytes that are not a valid structure. Names the structure and the offset, so that a
 * receiver can respond with the right status and a reader can point at the byte.
 */
public final class MalformedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String structure;
  private final int offset;

  public MalformedException(String structure, int offset, String problem) {
    super(structure + ", byte " + offset + ": " + problem);
    this.structure = structure;
    this.offset = offset;
  }

  /** Returns the structure that was being read, as the specification calls it. */
  public String structure() {
    return structure;
  }

  /** Returns the byte offset of the bad field from the start of the structure. */
  public int offset() {
    return offset;
  }
}
